import { addressConstant } from '../code/addresses.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, ConstantUseFact } from '../fact.ts'

/** Constants that may hold addresses where they are used, each once: `Hosts.ORDERS_URL + "/items"`. */
export function constantUses(tokens: readonly CodeToken[], at: (offset: number) => At): ConstantUseFact[] {
  const known = new Set<string>()
  return tokens.flatMap(({ type, value, offset }, index): ConstantUseFact[] => {
    const isUse = type === 'name' && addressConstant.test(value) && tokens[index + 1]?.value !== '='
    if (!isUse || known.has(value)) return []
    known.add(value)
    return [{ kind: 'constant-use', at: at(offset), name: value }]
  })
}
