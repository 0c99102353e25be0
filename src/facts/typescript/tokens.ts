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

export function codeTokens(text: string, jsx: boolean): CodeToken[] {
  const tokens: CodeToken[] = []
  let offset = 0
  for (const { type, value } of jsx ? jsTokens(text, { jsx: true }) : jsTokens(text)) {
    if (!skipped.has(type)) tokens.push({ type, value, offset })
    offset += value.length
  }
  return tokens
}

/** The text that a literal stands for; of a template with substitutions what comes before the first. */
export function literalOf(token: CodeToken | undefined): string | undefined {
  if (token === undefined) return undefined
  if (token.type === 'StringLiteral' || token.type === 'NoSubstitutionTemplate') return token.value.slice(1, -1)
  return undefined
}
