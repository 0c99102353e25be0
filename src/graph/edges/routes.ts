import type { RouteFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { plainPath } from '../../facts/route/path.ts'
import { isGatewayName } from '../../products/gateway-name.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import { mountedRoutes } from '../imports/mounted-routes.ts'
import { runInBrowsers } from '../in-browsers.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { plainName } from '../source-folders.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'
import type { Sources } from './sources.ts'

/** A path that a service serves, in code or in a contract. */
interface Served {
  readonly by: Service
  readonly method: string | undefined
  readonly segments: readonly string[]
}

/** Who serves what is asked for, and how many telling words the two paths have in common. */
interface Server {
  readonly server: Service
  readonly words: number
}

/** Segments that many paths have, of systems that have nothing to do with each other. */
const everywhere =
  /^(?:\{\}|api|apis|rest|v\d+|public|private|internal|admin|health\w*|live\w*|ready\w*|readiness|status|info|ping|version|metrics|login|logout|signin|signup|register|token|auth|oauth2?|authorize|callback|webhooks?|search|upload|download|graphql|swagger\w*|docs|home|hello|test|echo|index|list|all|count|me)$/

/**
 * Calls whose host is not told, by their paths: a path that just one other service serves. It is a guess, and weak: one
 * more piece of evidence beside an address, or something for people to look at. Where the host is this machine and nobody has
 * the port, the path says whose it is.
 */
export function routeEdges(edges: EdgeSet, { services, facts, resolve, find, ownersOf }: Sources): void {
  const ofCode = facts.of('route').filter(({ at }) => !isTestFile(at.file))
  const calls = ofCode.filter(({ role }) => role === 'calls')
  const onMachine = calledOnMachine(facts, edges, find)
  if (calls.length === 0 && onMachine.length === 0) return
  const browsers = runInBrowsers(facts, services)
  const served = servedRoutes(
    ofCode.filter(({ role }) => role === 'serves'),
    mountedRoutes(facts, resolve),
    facts,
    (file) => ownersOf(file).filter((owner) => !browsers.has(owner)),
  )
  for (const { at, address, segments } of onMachine) {
    const servers = beginningSo(segments, served)
    const [to] = servers
    for (const from of ownersOf(at.file)) {
      if (servers.size !== 1 || to === undefined || to === from || browsers.has(from)) continue
      const detail = `${address.shown}, which only ${to.name} serves`
      edges.observe(from.name, to.name, 'http', { ...at, kind: 'address', confidence: 0.7, detail, address })
    }
  }
  const serving = new Set([...served.values()].flatMap((routes) => routes.map(({ by }) => by.name)))
  // What a file calls is told where it names a host.
  const shown = new Set(
    edges
      .all()
      .flatMap(({ from, kind, evidence }) => (kind === 'http' ? evidence.map(({ file }) => `${from}\0${file}`) : [])),
  )
  // So it is where that host is its own.
  for (const { at, address, use } of facts.of('address')) {
    const host = use === 'literal' && !isLocal(address.host) ? find(address.host, address.port) : undefined
    if (host?.kind === 'service') shown.add(`${host.service.name}\0${at.file}`)
  }
  const gateways = services.filter(({ name }) => isGatewayName(name))
  // What runs in browsers comes through the gateway, where there is one, and whoever calls a gateway means it.
  const comesThrough = (from: Service): boolean =>
    gateways.some(({ name }) => name !== from.name && (browsers.has(from) || edges.has(from.name, name, 'http')))
  const isOfOthers = (from: Service, { server, words }: Server, file: string): boolean => {
    const known = edges.targetsOf(from.name, 'http')
    if (known.includes(server.name)) return false
    // One word could as well be of somebody else whom it calls, and of whom no route is seen.
    return shown.has(`${from.name}\0${file}`) || (words === 1 && known.some((name) => !serving.has(name)))
  }
  const told = new Set<string>()
  for (const call of calls) {
    const [to, ...others] = serversOf(call, served)
    if (to === undefined || others.length > 0) continue
    const owners = ownersOf(call.at.file)
    // A list of paths that who answers them takes in as well is there for all, whoever calls.
    if (owners.length > 1 && owners.includes(to.server)) continue
    for (const from of owners) {
      // One path is one piece of evidence, however often it is asked for.
      const once = `${from.name}\0${to.server.name}\0${call.path}`
      if (to.server === from || told.has(once) || comesThrough(from) || isOfOthers(from, to, call.at.file)) continue
      told.add(once)
      const asked = [call.method, `/${call.path}`].filter(Boolean).join(' ')
      const detail = `asks for ${asked}, which only ${to.server.name} serves`
      const confidence = to.words > 1 ? 0.6 : 0.5
      edges.observe(from.name, to.server.name, 'http', { ...call.at, kind: 'route', confidence, detail })
    }
  }
}

/**
 * Addresses on this machine that code calls, at a port that nobody is seen to open, as where a configuration server tells it:
 * the path may tell who is called.
 */
function calledOnMachine(facts: FactIndex, edges: EdgeSet, find: Sources['find']) {
  const called = facts.of('address').flatMap(({ at, address, called: isCalled }) => {
    if (!isCalled || !isLocal(address.host) || isTestFile(at.file)) return []
    const segments = segmentsOf(plainPath(address.path ?? '') ?? '')
    const isOpen = segments.some(isTelling) && find(address.host, address.port) === undefined
    return isOpen ? [{ at, address, segments }] : []
  })
  if (called.length === 0) return []
  const placeOf = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`
  const told = new Set(edges.all().flatMap(({ evidence }) => evidence.map(placeOf)))
  return called.filter(({ at }) => !told.has(placeOf(at)))
}

/** Services that serve a path which begins with these segments. */
function beginningSo(asked: readonly string[], served: ReadonlyMap<string, readonly Served[]>): ReadonlySet<Service> {
  const mayBe = served.get(asked.find(isTelling) ?? '') ?? []
  return new Set(
    mayBe.flatMap(({ by, segments }) =>
      segments.length >= asked.length && asked.every((segment, at) => segments[at] === segment) ? [by] : [],
    ),
  )
}

/** Every route by each of its telling segments: those of code, and those that contracts promise. */
function servedRoutes(
  routes: readonly RouteFact[],
  pathsOf: ReturnType<typeof mountedRoutes>,
  facts: FactIndex,
  ownersOf: LibraryUsers,
): Map<string, Served[]> {
  const found = new Map<string, Served[]>()
  const add = (file: string, method: string | undefined, path: string): void => {
    const segments = segmentsOf(path)
    for (const by of ownersOf(file)) {
      for (const segment of new Set(segments.filter(isTelling))) {
        const known = found.get(segment)
        if (known) known.push({ by, method, segments })
        else found.set(segment, [{ by, method, segments }])
      }
    }
  }
  for (const route of routes) for (const path of pathsOf(route)) add(route.at.file, route.method, path)
  for (const { endpoints = [] } of facts.of('contract')) {
    for (const { at, name } of endpoints) {
      const [method, path = ''] = name.split(' ')
      if (!isTestFile(at.file)) add(at.file, method, plainPath(path) ?? '')
    }
  }
  return found
}

/** Services that serve what a call asks for. */
function serversOf(call: RouteFact, served: ReadonlyMap<string, readonly Served[]>): Server[] {
  const asked = segmentsOf(call.path)
  const found = new Map<Service, number>()
  for (const segment of new Set(asked.filter(isTelling))) {
    for (const { by, method, segments } of served.get(segment) ?? []) {
      const isOther = method !== undefined && call.method !== undefined && method !== call.method
      const words = isOther ? 0 : wordsInCommon(asked, segments, by)
      if (words > 0) found.set(by, Math.max(words, found.get(by) ?? 0))
    }
  }
  return [...found].map(([server, words]) => ({ server, words }))
}

/**
 * How many telling segments two paths share, from their ends; 0 where they differ. The router may put more before what is
 * served; what is asked for before it must be a name of the server, else somebody stands between. One word alone is told
 * by nobody: it must be the whole path, with something computed behind or before it.
 */
function wordsInCommon(asked: readonly string[], served: readonly string[], server: Service): number {
  let words = 0
  const shorter = Math.min(asked.length, served.length)
  for (let back = 1; back <= shorter; back++) {
    const [wanted, given] = [asked.at(-back) ?? '', served.at(-back) ?? '']
    if (given !== '{}' && wanted !== given) return 0
    if (wanted === given && isTelling(wanted)) words++
  }
  const own = [server.name, ...(server.aliases ?? [])].map(plainName)
  const isOwn = (segment: string): boolean => !isTelling(segment) || own.includes(plainName(segment))
  if (!asked.slice(0, -shorter).every(isOwn)) return 0
  return words > 1 || (words === 1 && asked.length > 1 && asked.length === served.length) ? words : 0
}

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '')
const isTelling = (segment: string): boolean => !everywhere.test(segment)
