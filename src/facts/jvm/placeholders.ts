import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'
import { placeholdersIn } from '../spring/placeholder.ts'

/** `@Value("${orders.url:http://orders}")`: a setting, and what is used without it. */
export function placeholders(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const written = tokens.filter(({ type, value }) => type === 'text' && value.includes('${'))
  return written.flatMap(({ value, offset }) => placeholdersIn(value, at(offset)))
}
