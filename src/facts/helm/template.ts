/** A piece of a Go template, with the line that it begins on (from 1). */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'action'; readonly code: string; readonly line: number }

/** Cuts a template into text and actions; `{{-` and `-}}` take the white space beside them along. Comments are left out. */
export function pieces(template: string): Piece[] {
  const found: Piece[] = []
  const action = /\{\{(-?)((?:"(?:\\.|[^"\\])*"|`[^`]*`|\/\*[\s\S]*?\*\/|[^"`])*?)(-?)\}\}/g
  let [end, line, trimsNext] = [0, 1, false]
  const addText = (until: number, trimsEnd: boolean): void => {
    const raw = template.slice(end, until)
    const started = trimsNext ? raw.trimStart() : raw
    const text = trimsEnd ? started.trimEnd() : started
    if (text !== '')
      found.push({ kind: 'text', text, line: line + newlines(raw.slice(0, raw.length - started.length)) })
    line += newlines(raw)
  }
  for (const match of template.matchAll(action)) {
    const [whole, trimsBefore, code = '', trimsAfter] = match
    addText(match.index, trimsBefore === '-')
    const isComment = /^\s*\/\*/.test(code)
    if (!isComment) found.push({ kind: 'action', code: code.trim(), line })
    line += newlines(whole)
    end = match.index + whole.length
    trimsNext = trimsAfter === '-'
  }
  addText(template.length, false)
  return found
}

const newlines = (text: string): number => text.split('\n').length - 1
