import type { ChalkInstance } from 'chalk'
import type { Place, Problem } from '../../errors/problem.ts'
import { oneLine } from '../../report/printable.ts'

/** Problems as compilers print them: message, place, the line with a caret under the column, what to do. */
export function problemsText(problems: readonly Problem[], color: ChalkInstance): string {
  return problems.map((problem) => problemText(problem, color)).join('\n')
}

function problemText({ message, place, hint }: Problem, color: ChalkInstance): string {
  const lines = [`${color.red.bold('error:')} ${message}`]
  if (place) lines.push(...placeLines(place, color))
  if (hint !== undefined) lines.push(`${color.cyan('help:')} ${oneLine(hint)}`)
  return `${lines.join('\n')}\n`
}

function placeLines({ file, line, column, source }: Place, color: ChalkInstance): string[] {
  const address = [oneLine(file), line, column].filter((part) => part !== undefined).join(':')
  const arrow = `${color.dim('-->')} ${address}`
  if (line === undefined || source === undefined) return [`  ${arrow}`]
  const gutter = ' '.repeat(String(line).length)
  const lines = [`${gutter}${arrow}`, `${gutter} ${color.dim('|')}`, `${color.dim(`${line} |`)} ${source}`]
  if (column !== undefined) lines.push(`${gutter} ${color.dim('|')} ${padTo(column, source)}${color.red('^')}`)
  return lines
}

/** White space as wide as the source before the column: tabs stay tabs. */
const padTo = (column: number, source: string): string =>
  source
    .slice(0, column - 1)
    .replace(/[^\t]/g, ' ')
    .padEnd(column - 1)
