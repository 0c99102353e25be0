import type { ChalkInstance } from 'chalk'

/** A page as it is written, headings bold and code blocks set apart. Without colours it is the very file. */
export function markdown(page: string, color: ChalkInstance): string {
  if (color.level === 0) return page
  let isCode = false
  const lines = page.split('\n').map((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode
      return color.dim(line)
    }
    if (isCode) return color.cyan(line)
    return line.startsWith('#') ? color.bold(line.replace(/^#+ /, '')) : line
  })
  return lines.join('\n')
}
