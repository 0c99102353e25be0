import type { CodeToken } from './lexer.ts'

type Word = Pick<CodeToken, 'value'>

const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' }

/** Where the bracket at each place closes. Kept, since calls nest: to look for each end anew takes quadratic time. */
const ends = new WeakMap<readonly Word[], Int32Array>()

/** Where the bracket at `open` closes; the end of all where it does not. Brackets of other kinds between do not count. */
export function closeOf(tokens: readonly Word[], open: number): number {
  let known = ends.get(tokens)
  if (known === undefined) {
    known = endsOf(tokens)
    ends.set(tokens, known)
  }
  return known[open] ?? tokens.length
}

function endsOf(tokens: readonly Word[]): Int32Array {
  const found = new Int32Array(tokens.length).fill(tokens.length)
  const waiting: Record<string, number[]> = { '(': [], '[': [], '{': [], '<': [] }
  for (const [index, { value }] of tokens.entries()) {
    if (value.length !== 1) continue
    waiting[value]?.push(index)
    const open = waiting[opening[value] ?? '']?.pop()
    if (open !== undefined) found[open] = index
  }
  return found
}

/** Nobody writes arguments of more tokens. Without an end, calls nested thousands deep would take quadratic time. */
const most = 1000

/** The tokens between a bracket and the one that closes it, the first thousand of them; to the end where none does. */
export function inside<Token extends Word>(tokens: readonly Token[], open: number): Token[] {
  return tokens.slice(open + 1, Math.min(closeOf(tokens, open), open + 1 + most))
}

/** Whether a word lies at or behind one place and before another; the words are looked up once for all questions. */
export function between(tokens: readonly Word[], isMeant: (word: string, index: number) => boolean) {
  const before = new Int32Array(tokens.length + 1)
  for (const [index, { value }] of tokens.entries())
    before[index + 1] = (before[index] ?? 0) + (isMeant(value, index) ? 1 : 0)
  return (start: number, end: number): boolean => (before[end] ?? 0) > (before[start] ?? 0)
}

/** The tokens between commas, up to where a bracket around them closes; commas inside of brackets part nothing. */
export function parted<Token extends Word>(tokens: readonly Token[]): Token[][] {
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
