import type { CodeToken } from './lexer.ts'

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

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

/** The tokens between commas, up to where a bracket around them closes; commas inside of brackets part nothing. */
export function parted<Token extends Pick<CodeToken, 'value'>>(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (/^[([{]$/.test(token.value)) depth++
    if (/^[)\]}]$/.test(token.value) && --depth < 0) break
    if (token.value === ',' && depth === 0) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.length > 0)
}
