import { notPlain, space } from './scalar.ts'

/** A literal block (`|` or `|-`) whose sign stands at `start`, on a line that ends at `lineEnd`; and where the next line starts. */
export function readLiteral(
  text: string,
  start: number,
  lineEnd: number,
  outer: number,
): { data: string; end: number } {
  const [, chomping] = /^\|(-?) *(?:(?<= )#.*)?$/.exec(text.slice(start, lineEnd)) ?? notPlain()
  const lines: string[] = []
  let [indent, at] = [-1, lineEnd + 1]
  // How many lines there are up to the last that says something.
  let said = 0
  while (at < text.length) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    let first = at
    while (text.charCodeAt(first) === space) first++
    const depth = Math.min(first, end) - at
    if (first >= end) {
      // Spaces on a line of their own count where they go further in than the block.
      if (depth > (indent < 0 ? outer + 1 : indent)) notPlain()
      lines.push('')
    } else {
      if (depth <= outer || depth < indent) break
      if (outer < 0) notPlain()
      if (indent < 0) indent = depth
      lines.push(text.slice(at + indent, end))
      said = lines.length
    }
    at = end + 1
  }
  if (said === 0) notPlain()
  const body = lines.slice(0, said).join('\n')
  return { data: chomping === '-' ? body : `${body}\n`, end: Math.min(at, text.length) }
}
