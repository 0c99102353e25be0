import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Where gin, echo, fiber and the like are told to listen. */
const anywhere = /^(?:0\.0\.0\.0)?:\d+$/

/** `package main` with its `func main()`, and calls that open a port. */
export function programs(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const facts: Fact[] = []
  const value = (index: number): string => tokens[index]?.value ?? ''
  const isMain = value(0) === 'package' && value(1) === 'main'
  for (const [index, token] of tokens.entries()) {
    if (isMain && token.value === 'main' && value(index - 1) === 'func') {
      facts.push({ kind: 'program', at: at(token.offset), language: 'go' })
    }
    if (value(index - 1) !== '.' || value(index + 1) !== '(') continue
    const opens =
      /^ListenAndServe(?:TLS)?$/.test(token.value) ||
      (token.value === 'NewServer' && value(index - 2) === 'grpc') ||
      (/^(?:Run|Start|Listen)$/.test(token.value) && anywhere.test(literalOf(tokens[index + 2]) ?? ''))
    if (opens) facts.push({ kind: 'listen', at: at(token.offset) })
  }
  return facts
}
