import { isEdgeName, isGatewayName } from '../products/gateway-name.ts'
import { wordsOf } from '../products/programs.ts'
import { findCycles } from './cycles.ts'
import type { Edge, EdgeKind, Evidence, Graph } from './graph.ts'

const synchronousKinds: readonly EdgeKind[] = ['http', 'grpc']

/** Whether one side asks and the other answers, whatever it is about: who asks holds on to what is answered. */
export const isSynchronous = ({ kind }: Pick<Edge, 'kind'>): boolean => synchronousKinds.includes(kind)

/**
 * Settings of what a service is configured from, found through and watched by, and where it finds keys to check tokens.
 * It speaks with that when it starts, and in the background: no request waits there. Where people are sent on to, as after
 * a login, their browsers ask.
 */
const steering = new RegExp(
  String.raw`^(?:${wordsOf('setting')})(?:_|\b)|(?:^|_)(?:JWKS?(?:_?SET)?(?:_?(?:UR[IL]|ENDPOINT))?|PUBLIC_?KEY|WELL_KNOWN|AUTHORITY|ISSUER(?:_?UR[IL])?|(?:ACCESS_?)?TOKEN_?UR[IL]|AUTHORI[SZ]ATION_?UR[IL]|INTROSPECTION_?UR[IL])(?:_|$)|(?:^|_)(?:WEB_?UI|UI|FRONT_?END|SPA|REDIRECT|CALLBACK|RETURN|(?:POST_?)?LOG_?OUT)_?(?:UR[IL]|ORIGIN)S?(?:_|$)|(?:^|_)PUBLIC_?CLIENT_?UR[IL]S?(?:_|$)`,
  'i',
)

/** Whether a caller waits so for the other side, request by request: what hurts where the other side hangs. */
export const isWaitedFor = (edge: Edge): boolean =>
  isSynchronous(edge) && (edge.evidence.length === 0 || !edge.evidence.every(isSteering))

const isSteering = ({ setting, address }: Evidence): boolean =>
  steering.test((setting ?? address?.shown ?? '').replaceAll('.', '_')) || health.test(address?.path ?? '')

/** Where a service says how it is: who asks that looks at it, and has nothing to do with what it does. */
const health = /^\/?(?:hc|health|healthz|health-?check|livez?|liveness|readyz?|readiness|ping|status|alive)\/?$/i

/** Services that hand out pages: what those call, they call from browsers, in a request of its own. */
const pagesOf = ({ services }: Graph): ReadonlySet<string> =>
  new Set(services.flatMap(({ name, inBrowsers }) => (inBrowsers ? [name] : [])))

/**
 * Circles of services in which each waits for the next. A gateway hands requests for pages on to what makes them, and
 * those that this makes in turn to others: that is one way there and another one back.
 * What asks a gateway that hands requests on to it, too, means another service.
 */
export function waitingCircles(graph: Graph): Edge[][] {
  const pages = pagesOf(graph)
  const isForPages = ({ from, to }: Edge): boolean => isGatewayName(from) && isEdgeName(to)
  const waited = graph.edges.filter((edge) => isWaitedFor(edge) && !pages.has(edge.from) && !isForPages(edge))
  const known = new Set(waited.map(({ from, to }) => `${from} ${to}`))
  // Whoever stands behind a gateway asks it for another one there; where its routes tell for whom, that is an edge, too.
  const edges = waited.filter(({ from, to, declared }) => declared || !isGatewayName(to) || !known.has(`${to} ${from}`))
  return findCycles({ ...graph, edges }, synchronousKinds)
}

/**
 * The longest row of services that one request can pass through, as its edges; of several the one whose names come
 * first. A circle is walked once: no service counts twice.
 */
export function longestChain(graph: Graph): readonly Edge[] {
  const rowFrom = longestRows(graph)
  return graph.services
    .map(({ name }) => name)
    .sort()
    .reduce<readonly Edge[]>((longest, name) => {
      const row = rowFrom(name)
      return row.length > longest.length ? row : longest
    }, [])
}

/** The longest row of services that a request to a service can pass through, by its name. */
export function longestRows(graph: Graph): (name: string) => readonly Edge[] {
  const services = new Set(graph.services.map(({ name }) => name))
  const pages = pagesOf(graph)
  const next = new Map<string, Edge[]>()
  for (const edge of graph.edges) {
    if (!isWaitedFor(edge) || !services.has(edge.to)) continue
    next.set(edge.from, [...(next.get(edge.from) ?? []), edge])
  }
  const best = new Map<string, Edge[]>()
  const open = new Set<string>()
  const from = (name: string): Edge[] => {
    const known = best.get(name)
    if (known) return known
    open.add(name)
    let longest: Edge[] = []
    for (const edge of next.get(name) ?? []) {
      // Inside a circle the length of a row depends on where it began; what is open is not counted again.
      const row = open.has(edge.to) ? undefined : [edge, ...(pages.has(edge.to) ? [] : from(edge.to))]
      if (row && row.length > longest.length) longest = row
    }
    open.delete(name)
    best.set(name, longest)
    return longest
  }
  return from
}
