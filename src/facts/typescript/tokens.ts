import jsTokens from 'js-tokens'

/** A token of code with its offset; white space and comments are left out. */
export interface CodeToken {
  readonly type: string
  readonly value: string
  readonly offset: number
}

const skipped = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'MultiLineComment',
  'SingleLineComment',
  'HashbangComment',
  'JSXText',
])

/** The tokens of a text, but for commas behind the last of a list; `jsx` for files that may hold JSX. */
export function codeTokens(text: string, jsx: boolean): CodeToken[] {
  const tokens: CodeToken[] = []
  let offset = 0
  for (const { type, value } of jsx ? jsTokens(text, { jsx: true }) : jsTokens(text)) {
    if (!skipped.has(type)) {
      if ((value === ')' || value === ']') && tokens.at(-1)?.value === ',') tokens.pop()
      tokens.push({ type, value, offset })
    }
    offset += value.length
  }
  return tokens
}

/** The text that a literal stands for; undefined for any other token, a template with substitutions too. */
export function literalOf(token: CodeToken | undefined): string | undefined {
  if (token === undefined) return undefined
  if (token.type === 'StringLiteral' || token.type === 'NoSubstitutionTemplate') return token.value.slice(1, -1)
  return undefined
}
