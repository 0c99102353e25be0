import type { CodeToken } from './lexer.ts'

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The tokens between a bracket and the one that closes it; to the end where none does. */
export function inside<Token extends Pick<CodeToken, 'value'>>(tokens: readonly Token[], open: number): Token[] {
  const close = closing[tokens[open]?.value ?? '']
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    const value = tokens[index]?.value
    if (value === tokens[open]?.value) depth++
    else if (value === close && --depth === 0) return tokens.slice(open + 1, index)
  }
  return tokens.slice(open + 1)
}
