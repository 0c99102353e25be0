import { parseAddress } from '../address/parse-address.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, ForwardFact } from '../fact.ts'

/** Builders of Spring Cloud Gateway: the reactive one, and the one on servlets. */
const builders = new Set(['RouteLocatorBuilder', 'GatewayRouterFunctions', 'HandlerFunctions'])
/** What tells the path of a route: `path("/orders/**")`, `GET("/orders", http())`. */
const telling = /^(?:path|GET|POST|PUT|PATCH|DELETE)$/

/**
 * Routes that code builds for Spring Cloud Gateway: `.route(r -> r.path("/orders/**").uri("lb://orders"))`,
 * `route("orders").route(path("/orders/**"), http("http://orders"))`.
 */
export function gatewayRoutes(tokens: readonly CodeToken[], at: (offset: number) => At): ForwardFact[] {
  if (!tokens.some(({ value }) => builders.has(value))) return []
  const facts: ForwardFact[] = []
  let prefixes: string[] = []
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== 'name' || tokens[index + 1]?.value !== '(') continue
    if (value === 'route') prefixes = []
    if (telling.test(value)) prefixes.push(...textsBehind(tokens, index + 2).flatMap(prefixOf))
    const [uri] = value === 'uri' || value === 'http' ? tokens.slice(index + 2, index + 3) : []
    const address = uri?.type === 'text' ? parseAddress(uri.value) : undefined
    if (uri === undefined || address === undefined) continue
    for (const prefix of prefixes) facts.push({ kind: 'forward', at: at(uri.offset), prefix, address })
    prefixes = []
  }
  return facts
}

/** The texts among arguments that begin somewhere. */
function textsBehind(tokens: readonly CodeToken[], start: number): string[] {
  const texts: string[] = []
  for (const { type, value } of tokens.slice(start, start + 40)) {
    if (value === ')') break
    if (type === 'text') texts.push(value)
  }
  return texts
}

function prefixOf(pattern: string): string[] {
  const prefix = /^\/([\w./-]*)/.exec(pattern)?.[1]?.replace(/\/+$/, '')
  return prefix ? [prefix] : []
}
