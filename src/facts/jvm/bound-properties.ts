import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { AddressFact, At } from '../fact.ts'
import { variableOf } from '../spring/placeholder.ts'

/** Annotations whose class a framework fills with settings, each field under the name that stands before them all. */
const binds = /^(?:ConfigurationProperties|ConfigMapping|ConfigProperties)$/
/** How far behind the annotation its class may stay unopened: other annotations, and parameters of a record or data class. */
const farthest = 40

/**
 * Addresses that fields of a class of settings begin with: `private String baseUrl = "http://localhost:8086"` under
 * `@ConfigurationProperties("shop.stock")`. A file of settings or a variable replaces them.
 */
export function boundProperties(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  const start = tokens.findIndex(({ value }, index) => binds.test(value) && tokens[index - 1]?.value === '@')
  const open = tokens[start + 1]?.value
  // `@EnableConfigurationProperties` and an annotation on a method bind what lies elsewhere.
  const head = tokens
    .slice(start, start + farthest)
    .findIndex(({ value }) => /^(?:class|record|interface)$/.test(value))
  if (start < 0 || head < 0) return []
  const inside = open === '(' ? tokens.slice(start + 2, start + head) : []
  const prefix =
    inside.map((token) => literalOf(token)).find((text) => text !== undefined && /^[\w.-]+$/.test(text)) ?? ''
  return tokens.slice(start + head).flatMap((token, index): AddressFact[] => {
    const [name, sign] = [before(tokens, start + head + index), tokens[start + head + index - 1]?.value]
    const address = token.type === 'text' && !token.open && sign === '=' ? parseAddress(token.value) : undefined
    if (address === undefined || name === undefined) return []
    const setting = variableOf([prefix, name].filter((part) => part !== '').join('.'))
    return [{ kind: 'address', at: at(token.offset), address, use: 'default', setting }]
  })
}

/** The field that a value is given to: `String baseUrl = `, `val baseUrl: String = `, `var baseUrl: String? = `. */
function before(tokens: readonly CodeToken[], index: number): string | undefined {
  const value = (distance: number): string => tokens[index - distance]?.value ?? ''
  const end = value(2) === '?' ? 3 : 2
  const name = value(end + 1) === ':' ? value(end + 2) : value(end)
  return /^[a-z]\w*$/.test(name) ? name : undefined
}
