import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

/** What files of routes are called that a gateway takes in while it runs: `gateway-router.json`, `dynamic-routes.yaml`. */
const called = /(?:^|\/)(?!application|bootstrap)[\w.-]*(?:route|gateway)[\w.-]*\.(?:json|ya?ml)$/i
const target = /^[ \t]*(?:-[ \t]*)?(?:"uri"|uri)[ \t]*:[ \t]*["']?(lb:\/\/[\w.-]+)/gim
/** One object on one line. */
const inLine = /[{,][ \t]*"uri"[ \t]*:[ \t]*"(lb:\/\/[\w.-]+)"/g

/**
 * Routes of Spring Cloud Gateway apart from its settings, as it takes them from Nacos, Redis or a database: whom they lead
 * to by names of discovery.
 */
export const gatewayRoutes: Extractor = {
  id: 'gateway-routes',
  endings: ['.json', '.yaml', '.yml'],
  matches: (path) => called.test(path),
  extract: ({ path, text }) => (text.includes('predicates') ? routesIn(path, text) : []),
}

/** The routes that a text lists. */
export function routesIn(path: string, text: string): Fact[] {
  const at = lineIndex(path, text)
  // Routes among the settings of the gateway itself are read with these.
  if (/^\s*(?:gateway|spring)\s*:/m.test(text)) return []
  return [...text.matchAll(target), ...text.matchAll(inLine)].flatMap((found): Fact[] => {
    const [whole, written = ''] = found
    const address = parseAddress(written)
    return address ? [{ kind: 'gateway-route', at: at(found.index + whole.indexOf('lb:')), address }] : []
  })
}
