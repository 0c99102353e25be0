import { parseAddress } from '../address/parse-address.ts'
import type { ForwardFact } from '../fact.ts'
import { filledWithDefaults } from './placeholder.ts'
import type { Property } from './properties.ts'

/** `spring.cloud.gateway.routes[0].uri`, in the newer releases with the kind of server before `routes`. */
const part = /^spring\.cloud\.gateway\.(?:server\.\w+\.|mvc\.)?routes(?:\[|\.)(\d+)\]?\.(uri|predicates\b.*)$/

/** Routes of Spring Cloud Gateway: the path that requests come in for, and where they are sent on. */
export function forwards(properties: readonly Property[]): ForwardFact[] {
  const routes = new Map<string, { readonly uris: Property[]; readonly predicates: Property[] }>()
  for (const property of properties) {
    const [, route, field] = part.exec(property.name) ?? []
    if (route === undefined) continue
    const known = routes.get(route) ?? { uris: [], predicates: [] }
    routes.set(route, known)
    known[field === 'uri' ? 'uris' : 'predicates'].push(property)
  }
  return [...routes.values()].flatMap(({ uris, predicates }) =>
    uris.flatMap(({ value, at }) => {
      const address = parseAddress(filledWithDefaults(value) ?? '')
      const prefixes = predicates.flatMap(prefixesOf)
      return address ? prefixes.map((prefix): ForwardFact => ({ kind: 'forward', at, prefix, address })) : []
    }),
  )
}

/** `Path=/api/orders/**,/orders/{id}`, or a pattern that stands among the arguments of a predicate. */
function prefixesOf({ name, value }: Property): string[] {
  const patterns = /^Path\s*=\s*(.+)$/.exec(value)?.[1] ?? (/\.args\./.test(name) ? value : '')
  return patterns.split(',').flatMap((pattern) => {
    const prefix = /^\/([\w./-]*)/.exec(pattern.trim())?.[1]?.replace(/\/+$/, '')
    return prefix ? [prefix] : []
  })
}
