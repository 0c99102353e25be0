import type { SupervisedFact } from '../fact.ts'

/** A command that goes on while what follows runs: `a &`, and not `a &&` or `2>&1`. */
const aside = /^(.*?[^&>|\s])\s*&\s*$/
/** What a script does at its end, and what is no program of its own. */
const noProgram = /^(?:wait|exit|fg|done|fi|esac|\}|echo|trap|tail|sleep|kill)\b|^[})]/

/** Programs that a script starts without waiting for them, and the one that it ends with; none where it waits for each. */
export function background(file: string, text: string): SupervisedFact[] {
  const lines = text.split(/\r?\n/).map((raw) => raw.replace(/(?:^|\s)#.*$/, '').trim())
  const commands = lines.flatMap((line, index) => {
    const command = aside.exec(line)?.[1]
    return command === undefined ? [] : [{ command, index }]
  })
  if (commands.length === 0) return []
  const last = lines.findLastIndex((line) => line !== '' && !noProgram.test(line))
  const isOther = last >= 0 && !commands.some(({ index }) => index === last)
  return [...commands, ...(isOther ? [{ command: lines[last] ?? '', index: last }] : [])].map(({ command, index }) => ({
    kind: 'supervised',
    at: { file, line: index + 1, column: 1 },
    command: command.replace(/^(?:exec|nohup)\s+/, ''),
  }))
}
