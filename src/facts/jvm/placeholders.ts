import { parseAddress } from '../address/parse-address.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'
import { placeholdersIn, variableOf } from '../spring/placeholder.ts'

/** `@Value("${orders.url:http://orders}")`: a setting, and what is used without it. */
export function placeholders(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const written = tokens.filter(({ type, value }) => type === 'text' && value.includes('${'))
  return written.flatMap(({ value, offset }) => placeholdersIn(value, at(offset)))
}

/** `{{env:ORDERS_URL:orders:8080}}` and `{{orders.url}}`, which Camel fills. */
const ofCamel = /\{\{(env:|sys:)?([\w.-]+)(?::([^{}]*))?\}\}/
const beginsThere = /^(?:[\w:+.-]*:\/\/)?\{\{/
/** Camel's own names for its client: `http4://orders`, `netty-http:http://orders`. */
const clientOfCamel = /^(?:netty4?-http:(?=https?:)|http4(?=:)|https4(?=:))/

/** Addresses of Camel's routes that are told by a setting: `http4://{{env:ORDERS:orders:8080}}/api`. */
export function routesOfCamel(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token): Fact[] => {
    const { offset } = token
    const text = token.value.includes('{{') ? (literalOf(token) ?? '') : ''
    const [whole, source, property = '', fallback] = beginsThere.test(text) ? (ofCamel.exec(text) ?? []) : []
    if (whole === undefined) return []
    const name = source === 'env:' ? property : variableOf(property)
    const written = text.replace(clientOfCamel, (client) => (client.startsWith('http') ? client.slice(0, -1) : ''))
    const address = fallback ? parseAddress(written.replace(whole, fallback)) : undefined
    const read: Fact = {
      kind: 'env-read',
      at: at(offset),
      name,
      ...(fallback ? { fallback } : {}),
      ...(text.includes('://{{') ? { asHost: true } : {}),
    }
    return address ? [read, { kind: 'address', at: at(offset), address, use: 'default', setting: name }] : [read]
  })
}
