/** A token of code with its offset; white space, comments and commas behind the last of a list are left out. */
export interface CodeToken {
  readonly type: 'name' | 'text' | 'sign' | 'number'
  /** Of a text what stands between its quotes, escapes as written. */
  readonly value: string
  readonly offset: number
  /** Something computed is put into the text; `value` ends before it. */
  readonly open?: true
}

/**
 * How a language spells comments and texts; the rest is much alike. Patterns hold no group. What they match begins with
 * one of the signs of `opening`, or with letters that stand right before one.
 */
export interface Grammar {
  readonly comments: readonly RegExp[]
  /** Most specific first. */
  readonly texts: readonly RegExp[]
  /** Where something computed begins in a text, by what stands before its first quote. */
  readonly interpolation?: (prefix: string, text: string) => RegExp | undefined
  /** Numbers are tokens as well; they are left out of languages of which nobody asks for any. */
  readonly numbers?: true
}

const opening = '/#"\'`@'
/** Signs of more than one character, by the first. Of two that begin alike the longer one comes first. */
const longSigns: ReadonlyMap<string, readonly string[]> = new Map([
  ['?', ['??=', '??', '?:', '?.']],
  ['|', ['||']],
  [':', ['::', ':=']],
  ['-', ['->']],
  ['=', ['=>']],
])

/** What a character of ASCII can begin. Not as one list: the bundler puts in single numbers alone. */
const isBlank = 1
const isOfName = 2
const isDigit = 4
const isOpening = 8
const isOfLongSign = 16
const ascii = 128
const kinds = new Uint8Array(ascii)
const mark = (signs: string, kind: number): void => {
  for (const sign of signs) kinds[sign.charCodeAt(0)] = kind
}
mark(' \t\n\v\f\r', isBlank)
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$', isOfName)
mark('0123456789', isDigit)
mark(opening, isOpening)
mark([...longSigns.keys()].join(''), isOfLongSign)

const kindOf = (code: number): number => (code < ascii ? (kinds[code] ?? 0) : 0)

/**
 * Makes the lexer of a language. It never fails: what it does not know is a sign of one character. It goes from character
 * to character, which is several times faster than one pattern for all tokens.
 */
export function lexer(grammar: Grammar): (text: string) => CodeToken[] {
  const any = (patterns: readonly RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'), 'uy')
  const [comment, written] = [any(grammar.comments), any(grammar.texts)]
  return (text) => {
    const tokens: CodeToken[] = []
    const open = unclosed(text)
    /** Where what was read last ends, a number that is left out, too. */
    let before = 0
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at)
      const kind = kindOf(code)
      if (kind === isBlank) {
        at++
        continue
      }
      let end = kind === isOfName || code >= ascii ? endOfName(text, at) : at
      if (kindOf(text.charCodeAt(end)) === isOpening) {
        comment.lastIndex = at
        written.lastIndex = at
        if (comment.test(text)) {
          at = comment.lastIndex
          continue
        }
        if (!open.holds(at) && written.test(text)) {
          tokens.push(textToken(text.slice(at, written.lastIndex), at, grammar))
          at = written.lastIndex
          before = at
          continue
        }
        open.note(at)
      }
      if (end > at) tokens.push({ type: 'name', value: text.slice(at, end), offset: at })
      else if (kind === isDigit) {
        end = endOfNumber(text, at)
        if (grammar.numbers) tokens.push({ type: 'number', value: text.slice(at, end), offset: at })
      } else {
        end = at + signLength(text, at, code, kind)
        const value = text.slice(at, end)
        if ((value === ')' || value === ']') && isComma(tokens.at(-1), before)) tokens.pop()
        if (code < ascii || value.trim() !== '') tokens.push({ type: 'sign', value, offset: at })
      }
      at = end
      before = end
    }
    return tokens
  }
}

const isComma = (token: CodeToken | undefined, end: number): boolean =>
  token?.value === ',' && token.type === 'sign' && token.offset + 1 === end

/**
 * Remembers texts that are not closed. No text begins at an escaped quote that one of them goes over, since that could be closed no
 * sooner: whoever looked for the end of each would take the square of their number.
 */
function unclosed(text: string) {
  /** Where the line of the last of them ends, by its quote. */
  const ends = new Map<string, number>()
  return {
    holds: (at: number): boolean => text.charAt(at - 1) === '\\' && at < (ends.get(text.charAt(at)) ?? 0),
    note(at: number): void {
      const quote = text.charAt(at)
      if ((quote !== '"' && quote !== "'") || at < (ends.get(quote) ?? 0)) return
      let end = at + 1
      while (end < text.length && text.charAt(end) !== quote && text.charAt(end) !== '\n')
        end += text.charAt(end) === '\\' ? 2 : 1
      if (text.charAt(end) !== quote) ends.set(quote, end)
    },
  }
}

const startOfName = /[\p{L}_$]/uy
const restOfName = /[\p{L}\p{N}_$]*/uy

/** Where a name ends that begins here; here, where none begins. */
function endOfName(text: string, start: number): number {
  let at = start
  while ((kindOf(text.charCodeAt(at)) & (isOfName | isDigit)) !== 0) at++
  if (!(text.charCodeAt(at) >= ascii)) return at
  // Letters that are not of ASCII.
  const pattern = at === start ? startOfName : restOfName
  pattern.lastIndex = at
  if (!pattern.test(text)) return at
  restOfName.lastIndex = pattern.lastIndex
  restOfName.test(text)
  return restOfName.lastIndex
}

function endOfNumber(text: string, start: number): number {
  let at = start
  while (/[\w.]/.test(text.charAt(at))) at++
  return at
}

function signLength(text: string, at: number, code: number, kind: number): number {
  if (code >= ascii) return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  if (kind !== isOfLongSign) return 1
  return longSigns.get(text.charAt(at))?.find((sign) => text.startsWith(sign, at))?.length ?? 1
}

/** `rb"…"`, `r#"…"#`, `$@"…"`, `"""…"""`: what stands between the quotes, up to the first thing computed. */
function textToken(written: string, offset: number, { interpolation }: Grammar): CodeToken {
  let start = 0
  while (start < written.length && !isQuote(written, start)) start++
  const prefix = written.slice(0, start)
  start += isTriple(written, start) ? 3 : 1
  let end = written.length
  while (end > start && written.charAt(end - 1) === '#') end--
  const isClosed = end > start && isQuote(written, end - 1)
  const closing = end - 3 >= start && isTriple(written, end - 3) ? 3 : 1
  const value = written.slice(start, isClosed ? end - closing : undefined)
  const computed = interpolation?.(prefix, written)?.exec(value)
  return computed
    ? { type: 'text', value: value.slice(0, computed.index), offset, open: true }
    : { type: 'text', value, offset }
}

const isQuote = (text: string, at: number): boolean => /["'`]/.test(text.charAt(at))

const isTriple = (text: string, at: number): boolean => text.startsWith('"""', at) || text.startsWith("'''", at)

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
