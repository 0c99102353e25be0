/** Longer lines are minified or generated, and would only drown the message. */
const widest = 160

/** The line of a place with a caret under its column; nothing when the text or the line is not there. */
export function codeFrame(
  source: string | undefined,
  place: { readonly line: number; readonly column: number },
  mark: (caret: string) => string = (caret) => caret,
): string[] {
  const line = source?.split('\n', place.line)[place.line - 1]?.replace(/\r$/, '').replaceAll('\t', ' ')
  if (line === undefined || line.trim() === '' || line.length > widest) return []
  const number = String(place.line)
  const gutter = ' '.repeat(number.length)
  const indent = ' '.repeat(masked(line.slice(0, place.column - 1)).length)
  return [`${number} │ ${masked(line)}`, `${gutter} │ ${indent}${mark('^')}`]
}

/** User and password of an address do not belong into the log of a build. */
function masked(line: string): string {
  return line.replace(/(:\/\/)[^\s/@'"`]*@/g, '$1***@')
}
