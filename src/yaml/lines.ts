/** Line ends of a text: CRLF when it has any. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** Offset of the first character of the line that `offset` is on. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset behind the last character of the line, before its line end. */
export function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end < 0) return text.length
  return text[end - 1] === '\r' ? end - 1 : end
}

/** Characters before `offset` on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** White space that the line of `offset` begins with. */
export function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? ''
}

/** End of the run of comment lines that follow `offset` (an end of line) and are indented by at least `indent`. */
export function commentsEnd(text: string, offset: number, indent: number): number {
  let end = offset
  for (;;) {
    const next = /^\r?\n([ \t]*)#[^\r\n]*/.exec(text.slice(end))
    if (next === null || (next[1]?.length ?? 0) < Math.max(indent, 1)) return end
    end += next[0].length
  }
}
