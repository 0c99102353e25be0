import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, ImportFact } from '../fact.ts'

/** `#[path = "../../orders/src/models.rs"] mod models;` and `include!("…")`: files by their place. */
export function imports(tokens: readonly CodeToken[], at: (offset: number) => At): ImportFact[] {
  return tokens.flatMap(({ type, value }, index): ImportFact[] => {
    const before = tokens[index - 1]?.value
    const isPath = value === 'path' && before === '[' && tokens[index + 1]?.value === '='
    const isIncluded = value === 'include' && tokens[index + 1]?.value === '!'
    if (type !== 'name' || !(isPath || isIncluded)) return []
    const target = tokens[isPath ? index + 2 : index + 3]
    const path = literalOf(target)
    if (target === undefined || path === undefined || path.startsWith('/')) return []
    const specifier = path.startsWith('.') ? path : `./${path}`
    return [{ kind: 'import', at: at(target.offset), language: 'rust', specifier, typeOnly: false }]
  })
}
