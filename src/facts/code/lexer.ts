/** A token of code with its offset; white space and comments are left out. */
export interface CodeToken {
  readonly type: 'name' | 'text' | 'sign' | 'number'
  /** Of a text what stands between its quotes, escapes as written. */
  readonly value: string
  readonly offset: number
  /** Something computed is put into the text; `value` ends before it. */
  readonly open?: true
}

/** How a language spells comments and texts; the rest is much alike. Patterns hold no group. */
export interface Grammar {
  readonly comments: readonly RegExp[]
  /** Most specific first. */
  readonly texts: readonly RegExp[]
  /** Where something computed begins in a text, by what stands before its first quote. */
  readonly interpolation?: (prefix: string, text: string) => RegExp | undefined
  /** Numbers are tokens as well; they are left out of languages of which nobody asks for any. */
  readonly numbers?: true
}

const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`
const sign = String.raw`\?\?=?|\|\||\?:|\?\.|::|->|:=|=>|[^\s]`

/** Makes the lexer of a language. It never fails: what it does not know is a sign of one character. */
export function lexer(grammar: Grammar): (text: string) => CodeToken[] {
  const any = (patterns: readonly RegExp[]): string => patterns.map(({ source }) => source).join('|')
  const pattern = new RegExp(
    `\\s+|${any(grammar.comments)}|(${any(grammar.texts)})|(${name})|(\\d[\\w.]*)|(${sign})`,
    'uy',
  )
  return (text) => {
    const tokens: CodeToken[] = []
    pattern.lastIndex = 0
    // Groups by their names would be an object more for each token of all code there is.
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [, written, word, number, mark] = match
      const offset = match.index
      if (word !== undefined) tokens.push({ type: 'name', value: word, offset })
      else if (mark !== undefined) tokens.push({ type: 'sign', value: mark, offset })
      else if (written !== undefined) tokens.push({ type: 'text', offset, ...content(written, grammar) })
      else if (grammar.numbers && number !== undefined) tokens.push({ type: 'number', value: number, offset })
    }
    return tokens
  }
}

/** `rb"…"`, `r#"…"#`, `$@"…"`, `"""…"""`: what stands between the quotes, up to the first thing computed. */
function content(written: string, { interpolation }: Grammar): { value: string; open?: true } {
  const [, prefix = '', quote = ''] = /^([^"'`]*)("""|'''|["'`])/.exec(written) ?? []
  const inner = written.slice(prefix.length + quote.length).replace(/(?:"""|'''|["'`])#*$/, '')
  const computed = interpolation?.(prefix, written)?.exec(inner)
  return computed ? { value: inner.slice(0, computed.index), open: true } : { value: inner }
}

/** The text of a token that holds nothing computed; undefined for any other token. */
export const literalOf = (token: CodeToken | undefined): string | undefined =>
  token?.type === 'text' && !token.open ? token.value : undefined

/** `//` and `/* … *\/`, as most languages have them. */
export const slashComments = [/\/\/[^\n]*/, /\/\*[\s\S]*?(?:\*\/|$)/] as const
/** A text on one line with `\` for escapes. */
export const doubleQuoted = /"(?:\\[\s\S]|[^"\\\n])*"/
export const singleQuoted = /'(?:\\[\s\S]|[^'\\\n])*'/
/** A text over several lines. */
export const tripleDoubleQuoted = /"""(?:\\[\s\S]|[^"\\]|"(?!""))*(?:"""|$)/
