import type { Paint } from './paint.ts'

/** A rule's page for a terminal: headings and code stand out, the Markdown that makes them does not. */
export function explain(markdown: string, paint: Paint): string {
  let isCode = false
  const lines = markdown.split('\n').map((line) => {
    if (/^`{3,}/.test(line)) {
      isCode = !isCode
      const [, path] = line.split(' ')
      return isCode ? `    ${paint.faint(path ?? line.replace(/^`+/, ''))}` : ''
    }
    if (isCode) return `    ${paint.code(line)}`
    if (/^#+ /.test(line)) return paint.strong(line.replace(/^#+ /, ''))
    return line.replace(/`([^`]+)`/g, (_, code: string) => paint.code(code)).replace(/\*\*([^*]+)\*\*/g, '$1')
  })
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
