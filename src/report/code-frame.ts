import { maskedLine } from './masked-line.ts'
import { oneLine } from './printable.ts'

/** Longer lines are minified or generated, and would only drown the message. */
const widest = 160

/**
 * The line of a place with a caret under its column, without what may be secret in it, since it goes into the logs of
 * builds; nothing when the text or the line is not there.
 */
export function codeFrame(
  source: string | undefined,
  { file, line: number, column }: { readonly file: string; readonly line: number; readonly column: number },
  mark: (caret: string) => string = (caret) => caret,
): string[] {
  const lines = source?.split('\n', number).map((text) => text.replace(/\r$/, '').replaceAll('\t', ' '))
  const line = lines?.[number - 1]
  if (line === undefined || line.trim() === '' || line.length > widest) return []
  const { text, columnOf } = maskedLine(line, { file, column, before: lines?.[number - 2] ?? '' })
  const gutter = ' '.repeat(String(number).length)
  const indent = ' '.repeat(Math.min(columnOf(column) - 1, text.length))
  return [`${number} │ ${oneLine(text)}`, `${gutter} │ ${indent}${mark('^')}`]
}
