import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ImportFact } from '../fact.ts'

/** `require_relative '../orders/models'`: files by their place; what is required by name alone comes from a gem. */
export function imports(tokens: readonly CodeToken[], at: (offset: number) => At): ImportFact[] {
  return tokens.flatMap(({ type, value }, index): ImportFact[] => {
    if (type !== 'name' || value !== 'require_relative') return []
    const target = tokens[tokens[index + 1]?.value === '(' ? index + 2 : index + 1]
    const path = literalOf(target)
    if (target === undefined || path === undefined) return []
    const specifier = path.startsWith('.') ? path : `./${path}`
    return [{ kind: 'import', at: at(target.offset), language: 'ruby', specifier, typeOnly: false }]
  })
}
