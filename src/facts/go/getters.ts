import { isAddressField } from '../code/field-reads.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, FieldReadFact } from '../fact.ts'

/** How far before what it gives a function begins that does nothing else. */
const longestHead = 12

/**
 * The function for others that does nothing but to give a setting: `func OrdersAddr() string { return env("ORDERS_ADDR", …) }`.
 * Whoever calls none takes nothing of it.
 */
export function getterAround(tokens: readonly CodeToken[], call: number): string | undefined {
  const value = (at: number): string => tokens[at]?.value ?? ''
  let at = call - 1
  // `return expanded(env("ORDERS_ADDR"))`
  while (value(at) === '(' || tokens[at]?.type === 'name') {
    if (value(at) === 'return') break
    at--
    if (at < call - longestHead) return undefined
  }
  if (value(at) !== 'return' || value(at - 1) !== '{') return undefined
  const close = tokens.slice(Math.max(0, at - longestHead), at - 1).findLastIndex((each) => each.value === ')')
  const open = Math.max(0, at - longestHead) + close - 1
  const [keyword, name] = [value(open - 2), value(open - 1)]
  return close > 0 && value(open) === '(' && keyword === 'func' && isGetter(name) ? name : undefined
}

/** Calls of such functions in the package that has them; others name the package. */
export const getterCalls = (tokens: readonly CodeToken[], at: (offset: number) => At): FieldReadFact[] =>
  tokens.flatMap(({ value, offset, type }, index): FieldReadFact[] => {
    const before = tokens[index - 1]?.value
    const isCall = type === 'name' && tokens[index + 1]?.value === '(' && before !== 'func' && before !== '.'
    return isCall && isGetter(value) ? [{ kind: 'field-read', at: at(offset), name: value }] : []
  })

const isGetter = (name: string): boolean => /^[A-Z]/.test(name) && isAddressField(name)
