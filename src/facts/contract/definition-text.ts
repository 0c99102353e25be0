import type { CodeToken } from '../code/lexer.ts'

/**
 * Tokens with a text as one word in its quotes. What a definition says is kept as its tokens with spaces between them, and
 * taken apart at these again: the words and signs inside of a text must not be taken for some of the definition.
 */
export const withWholeTexts = (tokens: readonly CodeToken[]): CodeToken[] =>
  tokens.map((token) =>
    token.type === 'text' ? { ...token, value: `"${token.value.replace(/\s/g, '\u00a0')}"` } : token,
  )
