import { parseAddress } from '../address/parse-address.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, ForwardFact } from '../fact.ts'

/** Routes that code builds for Spring Cloud Gateway: `.route(r -> r.path("/orders/**").uri("lb://orders"))`. */
export function gatewayRoutes(tokens: readonly CodeToken[], at: (offset: number) => At): ForwardFact[] {
  if (!tokens.some(({ value }) => value === 'RouteLocatorBuilder')) return []
  const facts: ForwardFact[] = []
  let prefixes: string[] = []
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== 'name' || tokens[index + 1]?.value !== '(') continue
    if (value === 'route') prefixes = []
    if (value === 'path') prefixes.push(...textsBehind(tokens, index + 2).flatMap(prefixOf))
    const [uri] = value === 'uri' ? tokens.slice(index + 2, index + 3) : []
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
