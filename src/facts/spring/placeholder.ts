import { parseAddress } from '../address/parse-address.ts'
import type { Address, At, Fact } from '../fact.ts'
import type { Property } from './properties.ts'

const placeholder = /\$\{([\w.-]+)(?::([^{}]*))?\}/g

/** The variable that sets a property: `orders.base-url` is `ORDERS_BASEURL` (Spring's relaxed binding). */
export const variableOf = (property: string): string =>
  /^[A-Z0-9_]+$/.test(property)
    ? property
    : property
        .replaceAll('-', '')
        .replace(/[.[\]]+/g, '_')
        .toUpperCase()

/** The outer ones of `${ORDERS_URL:${BASE_URL}/orders}` and `${ORDERS_URL:#{null}}`. */
const outer = /\$\{([\w.-]+):[^{}]*[$#]\{/g

/** `${ORDERS_URL:http://orders}` in a text: what is read, and what is used without it. */
export function placeholdersIn(text: string, at: At): Fact[] {
  const around = [...text.matchAll(outer)].map(([, property = '']): Fact => {
    return { kind: 'env-read', at, name: variableOf(property) }
  })
  const inner = [...text.matchAll(placeholder)].flatMap(([, property = '', fallback]): Fact[] => {
    const name = variableOf(property)
    const read: Fact = { kind: 'env-read', at, name, ...(fallback ? { fallback } : {}) }
    const address = fallback === undefined ? undefined : parseAddress(fallback)
    return address ? [read, { kind: 'address', at, address, use: 'default', setting: name }] : [read]
  })
  return [...around, ...inner]
}

/** Who logs in, and with what. */
const login = /(?<=:\/\/)[^/@\s]*(?=@)/

/**
 * The text as it is where no variable is set, but for what is `known`; undefined where one has no default, other than for
 * a login.
 */
export function filledWithDefaults(text: string, known?: ReadonlyMap<string, string>): string | undefined {
  const once = (part: string): string =>
    part.replace(placeholder, (whole, name: string, fallback?: string) => known?.get(name) ?? fallback ?? whole)
  // What is used without one may be made of others: `${ORDERS_URL:http://${ORDERS_HOST:orders}:8080}`.
  let filled = once(text)
  for (let before = text; filled !== before && filled.includes('${'); ) [before, filled] = [filled, once(filled)]
  const told = filled.includes('${') ? filled.replace(login, (part) => part.replace(placeholder, '$1')) : filled
  return told.includes('${') ? undefined : told
}

/** What properties of a file are, for others of it that are made of them: `url: http://${orders.host}/api`. */
export function knownValues(properties: readonly Property[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const { name, value } of properties) {
    const filled = filledWithDefaults(value)
    // A profile for a cluster says more than what a developer's machine has.
    const isLess = filled === undefined || filled === '' || (known.has(name) && local.test(filled))
    if (!isLess) known.set(name, filled)
  }
  return known
}
const local = /^(?:\w+:\/\/)?(?:localhost|127\.|0\.0\.0\.0|host\.docker)/

/** Stores: whoever gives their host, which of them is meant is told by the rest of the address. */
const store = /^(?:postgres|mysql|sqlserver|oracle|mongodb|cassandra|neo4j)$/

/** A setting of one word may be called as the service that it leads to: `http://${orders-api}:8080`. */
const named = /^[a-z]\w*(?:-\w+)+$/

/**
 * An address whose host only a setting tells: of a store, `jdbc:mysql://${db.host}:3306/orders`, or of what the setting is
 * called as.
 */
export function unfilledAddress(text: string): Address | undefined {
  const host = /:\/\/(?:[^/@]*@)?\$\{([\w.-]+)(?::[^{}]*)?\}/.exec(text)?.[1]?.toLowerCase()
  if (host === undefined) return undefined
  const told = text.replace(placeholder, (_whole, name: string, fallback?: string) => fallback ?? name.toLowerCase())
  const address = parseAddress(told)
  if (address === undefined || address.host !== host) return undefined
  if (/^https?$/.test(address.scheme ?? '') && named.test(host)) return { ...address, shown: `\${${host}}` }
  if (!store.test(address.scheme ?? '')) return undefined
  // What names the database may be a setting as well.
  const { path, ...rest } = address
  const isTold = path !== undefined && text.includes(`/${path}`)
  return { ...rest, ...(isTold ? { path } : {}), shown: `\${${host}}${isTold ? `/${path}` : ''}` }
}
