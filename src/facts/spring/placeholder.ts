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
  const filled = text.replace(placeholder, (whole, name: string, fallback?: string) => {
    return known?.get(name) ?? fallback ?? whole
  })
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

/** An address of a store whose host only a setting tells: `jdbc:mysql://${db.host}:3306/orders`. */
export function unfilledAddress(text: string): Address | undefined {
  const host = /:\/\/(?:[^/@]*@)?\$\{([\w.-]+)(?::[^{}]*)?\}/.exec(text)?.[1]?.toLowerCase()
  if (host === undefined) return undefined
  const named = text.replace(placeholder, (_whole, name: string, fallback?: string) => fallback ?? name.toLowerCase())
  const address = parseAddress(named)
  if (address === undefined || !store.test(address.scheme ?? '') || address.host !== host) return undefined
  // What names the database may be a setting as well.
  const { path, ...rest } = address
  const isTold = path !== undefined && text.includes(`/${path}`)
  return { ...rest, ...(isTold ? { path } : {}), shown: `\${${host}}${isTold ? `/${path}` : ''}` }
}
