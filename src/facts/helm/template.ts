/** A piece of a Go template, with the line that it begins on (from 1). */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'action'; readonly code: string; readonly line: number }

/**
 * Cuts a template into text and actions; `{{-` and `-}}` take the white space beside them along. Comments are left out. Throws an
 * Error where an action is not closed.
 */
export function pieces(template: string): Piece[] {
  const found: Piece[] = []
  let [end, line, trimsNext] = [0, 1, false]
  const addText = (until: number, trimsEnd: boolean): void => {
    const raw = template.slice(end, until)
    const started = trimsNext ? raw.trimStart() : raw
    const text = trimsEnd ? started.trimEnd() : started
    if (text !== '')
      found.push({ kind: 'text', text, line: line + newlines(raw.slice(0, raw.length - started.length)) })
    line += newlines(raw)
  }
  for (let open = template.indexOf('{{'); open >= 0; open = template.indexOf('{{', end)) {
    const close = closing(template, open + 2)
    const [, trimsBefore, code = '', trimsAfter] = /^(-?)([\s\S]*?)(-?)$/.exec(template.slice(open + 2, close)) ?? []
    addText(open, trimsBefore === '-')
    if (!/^\s*\/\*/.test(code)) found.push({ kind: 'action', code: code.trim(), line })
    line += newlines(template.slice(open, close))
    end = close + 2
    trimsNext = trimsAfter === '-'
  }
  addText(template.length, false)
  return found
}

/** What may hold braces that close nothing, or those that close. */
const held = /\}\}|"(?:\\.|[^"\\])*"|`[^`]*`|\/\*[\s\S]*?(?:\*\/|$)|["`]/g

/** Where the braces stand that close an action, whose code begins at `start`. */
function closing(template: string, start: number): number {
  held.lastIndex = start
  for (let match = held.exec(template); match !== null; match = held.exec(template)) {
    if (match[0] === '}}') return match.index
    if (match[0].length === 1) break
  }
  const line = newlines(template.slice(0, start)) + 1
  throw new Error(`what is opened in line ${line} is not closed`)
}

const newlines = (text: string): number => text.split('\n').length - 1
