import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** `#[arg(env = "ORDERS_URL", default_value = "http://orders")]`: a field that a library fills from a variable. */
export function attributes(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index): Fact[] => {
    if (token.value !== 'env') return []
    const isNamed = tokens[index + 1]?.value === '='
    const variable = isNamed ? tokens[index + 2] : token
    const name = isNamed ? literalOf(variable) : fieldBehind(tokens, index)?.toUpperCase()
    if (variable === undefined || name === undefined) return []
    const found = defaultNear(tokens, index)
    const fallback = literalOf(found)
    const read: Fact = {
      kind: 'env-read',
      at: at(variable.offset),
      name,
      ...(fallback === undefined ? {} : { fallback }),
    }
    const address = fallback === undefined ? undefined : parseAddress(fallback)
    return address
      ? [read, { kind: 'address', at: at(found?.offset ?? 0), address, use: 'default', setting: name }]
      : [read]
  })
}

/** `#[clap(env)] pub orders_url: String`: without a name the variable is called as the field is. */
function fieldBehind(tokens: readonly CodeToken[], index: number): string | undefined {
  const value = (at: number): string => tokens[at]?.value ?? ''
  if (!/^[,(]$/.test(value(index - 1)) || !/^[,)]$/.test(value(index + 1))) return undefined
  const close = tokens.findIndex((token, at) => at > index && at < index + 40 && token.value === ']')
  const start = value(close + 1) === 'pub' ? close + 2 : close + 1
  return close > 0 && tokens[start]?.type === 'name' && value(start + 1) === ':' ? value(start) : undefined
}

/** `default_value` of the same attribute, before or behind. */
function defaultNear(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  for (const step of [1, -1]) {
    for (let next = index; Math.abs(next - index) < 20; next += step) {
      const value = tokens[next]?.value
      if (value === undefined || value === '[' || value === ']') break
      if (value === 'default_value' || value === 'default_value_t') return tokens[next + 2]
    }
  }
  return undefined
}
