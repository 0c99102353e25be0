import { blanked } from './blanked.ts'

/** How comments are written; `scripts`: by slashes or by hashes, whichever the language has. */
export type CommentForm = 'slashes' | 'hashes' | 'scripts' | 'markup'

interface Form {
  readonly all: RegExp
  /** Those that the end of a line ends. */
  readonly line?: RegExp
  /** What ends the others. */
  readonly end?: string
}

const forms: Readonly<Record<CommentForm, Form>> = {
  // Not what follows the scheme of an address.
  slashes: { all: /(?<!:)\/\/[^\n]*|\/\*[\s\S]*?\*\//g, line: /(?<!:)\/\/[^\n]*/g, end: '*/' },
  hashes: { all: /(?<=^|\s)#[^\n]*/g },
  scripts: { all: /\/\*[\s\S]*?\*\/|(?<=^|\s)(?:\/\/|#)[^\n]*/g, line: /(?<=^|\s)(?:\/\/|#)[^\n]*/g, end: '*/' },
  markup: { all: /<!--[\s\S]*?-->/g, end: '-->' },
}

/** A text with white space in the place of its comments: every line and column stays. What nothing closes is no comment. */
export function withoutComments(text: string, form: CommentForm): string {
  const { all, line, end } = forms[form]
  if (end === undefined) return text.replace(all, blanked)
  // Behind the line of the last end, each beginning would be followed to the end of the text, for nothing.
  const last = text.lastIndexOf(end)
  const feed = last < 0 ? 0 : text.indexOf('\n', last)
  const split = feed < 0 ? text.length : feed
  const rest = text.slice(split)
  return text.slice(0, split).replace(all, blanked) + (line === undefined ? rest : rest.replace(line, blanked))
}
