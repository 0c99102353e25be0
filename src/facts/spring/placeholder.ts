import { parseAddress } from '../address/parse-address.ts'
import type { At, Fact } from '../fact.ts'

const placeholder = /\$\{([\w.-]+)(?::([^{}]*))?\}/g

/** The variable that sets a property: `orders.base-url` is `ORDERS_BASEURL` (Spring's relaxed binding). */
export const variableOf = (property: string): string =>
  /^[A-Z0-9_]+$/.test(property)
    ? property
    : property
        .replaceAll('-', '')
        .replace(/[.[\]]+/g, '_')
        .toUpperCase()

/** `${ORDERS_URL:http://orders}` in a text: what is read, and what is used without it. */
export function placeholdersIn(text: string, at: At): Fact[] {
  return [...text.matchAll(placeholder)].flatMap(([, property = '', fallback]): Fact[] => {
    const name = variableOf(property)
    const read: Fact = { kind: 'env-read', at, name, ...(fallback ? { fallback } : {}) }
    const address = fallback === undefined ? undefined : parseAddress(fallback)
    return address ? [read, { kind: 'address', at, address, use: 'default', setting: name }] : [read]
  })
}

/** The text as it is where no variable is set; undefined where one has no default. */
export function filledWithDefaults(text: string): string | undefined {
  const filled = text.replace(placeholder, (whole, _name, fallback?: string) => fallback ?? whole)
  return filled.includes('${') ? undefined : filled
}
