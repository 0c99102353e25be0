import type { Address } from '../../facts/fact.ts'
import { present } from '../../facts/present.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import { storeKinds } from '../calls.ts'
import { portsInside } from '../discover/ports.ts'
import { programsByHand } from '../discover/programs-by-hand.ts'
import type { EdgeKind, Evidence, Resource, Service } from '../graph.ts'
import { type Host, isLocal } from '../hosts.ts'
import { pagesAmong } from '../in-browsers.ts'
import { namesSet, settingsOf } from '../settings.ts'
import { serviceNamed, serviceOf } from '../subjects.ts'
import { clientAddresses } from './declared-clients.ts'
import { spokenDatabases } from './drivers/imported.ts'
import { speaksInGo } from './drivers/spoken-in-go.ts'
import type { EdgeSet } from './edge-set.ts'
import { forwarded } from './forwards.ts'
import { withoutVagueLocal } from './local-addresses.ts'
import { mountedAddresses } from './mounted-files.ts'
import { namedInSetting } from './namesake.ts'
import type { SeenAddress } from './seen-address.ts'
import type { Sources } from './sources.ts'
import { defaultParts, joinedConnections } from './stores/joined-connections.ts'
import { withNamedDatabases } from './stores/named-databases.ts'
import { brokerAt, storeAt, withUsualPort } from './stores/store-name.ts'
import { withoutUnread } from './unread-settings.ts'
import { inCode, inSetting } from './written-addresses.ts'

/** A host that somebody is yet to fill in: `REDIS_HOST`, `xxx.xxx.xxx.xxx`. */
const placeholder = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^x+(?:\.x+)+$/
/** Ports that gRPC servers take by custom. */
const grpcPort = (port: number | undefined): boolean => port !== undefined && port >= 50_050 && port <= 50_060

/** Edges from addresses: in code, as defaults of settings, and in what manifests give to settings that code reads. */
export function addressEdges(edges: EdgeSet, sources: Sources): Resource[] {
  const namesake = namedInSetting(sources.services)
  const sentOn = forwarded(sources)
  const isLeftBehind = leftBehind(edges, sources.services)
  const speaks = speaksInGo(sources.services, sources.facts, sources.resolve)
  const databaseOf = spokenDatabases(sources)
  const uses: { from: Service; resource: Resource; proof: Evidence }[] = []
  for (const { from, address, at, kind, detail, confidence, setting } of allAddresses(sources)) {
    if (placeholder.test(address.host)) continue
    const proof = { ...at, kind, confidence, detail, address, ...present({ setting }) }
    const host =
      sources.find(address.host, address.port) ??
      namesake(address, setting, from) ??
      (kind === 'client' ? calledSo(address.host, sources.services) : undefined)
    const inside = host?.kind === 'service' ? brokerAt(address, setting) : undefined
    if (host?.kind === 'service' && inside !== undefined) {
      uses.push({ from, resource: { name: `${inside} of ${host.service.name}`, kind: 'broker' }, proof })
      continue
    }
    if (host?.kind === 'service') {
      // What calls through a stub needs an address, too: it is the same call.
      const isStub = edges.has(from.name, host.service.name, 'grpc')
      if (!isStub && isLeftBehind(from, host.service, { address, kind, at })) continue
      const behind = sentOn(host.service, address)
      // A path that the gateway hands on to who names it is where others find it.
      if (behind === from) continue
      edges.observe(from.name, host.service.name, isStub ? 'grpc' : (host.protocol ?? callKind(address)), proof)
      // A gateway only hands on what it gets: whoever asks it needs the service behind it.
      const through = `${detail}, which ${host.service.name} sends on`
      if (behind)
        edges.observe(from.name, behind.name, 'http', { ...at, kind: 'forward', detail: through, confidence: 0.85 })
      continue
    }
    const resource = storeAt(address, setting, host, () => databaseOf(from))
    if (resource && speaks(from, schemeOf(resource))) uses.push({ from, resource, proof })
  }
  const known = new Set(uses.map(({ resource }) => resource.name))
  const resources = new Map<string, Resource>()
  for (const { from, resource, proof } of uses) {
    const name = withUsualPort(resource.name, known)
    resources.set(name, { ...resource, name })
    edges.observe(from.name, name, storeKinds[resource.kind], proof)
  }
  return [...resources.values()]
}

/**
 * Finds names of discovery that files of settings of Go keep of a service whose contracts others have clients of, where the
 * program has clients of others, and none of it.
 */
function leftBehind(
  edges: EdgeSet,
  services: readonly Service[],
): (from: Service, to: Service, seen: Pick<SeenAddress, 'address' | 'kind' | 'at'>) => boolean {
  const inGo = services.filter(({ language }) => language === 'go').map(({ name }) => name)
  const called = new Set(inGo.flatMap((name) => edges.targetsOf(name, 'grpc')))
  return (from, to, { address, kind, at }) =>
    kind === 'env-default' &&
    address.scheme === 'grpc' &&
    from.language === 'go' &&
    sourceLanguage(at.file) === undefined &&
    edges.targetsOf(from.name, 'grpc').length > 0 &&
    called.has(to.name)
}

/** What is spoken there: `mysql` of `mysql://db:3306/orders`. */
const schemeOf = ({ name }: Resource): string => name.slice(0, Math.max(name.indexOf('://'), 0))

/** A name of discovery may be short, or end as others do: `orders-app` is `orders-service`. */
function calledSo(name: string, services: readonly Service[]): Host | undefined {
  const service = serviceNamed({ services }, name)
  return service && { kind: 'service', service }
}

/** Addresses that services have; of those that only a library of theirs has, the ones of stores. */
function allAddresses(sources: Sources): SeenAddress[] {
  const { services, facts, find, stores } = sources
  const own = seenAddresses(sources)
  if (!services.some(({ language }) => language === 'go')) return own
  const keyOf = ({ from, at }: SeenAddress): string => `${from.name}\0${at.file}\0${at.line}\0${at.column}`
  const known = new Set(own.map(keyOf))
  const isStore = ({ address }: SeenAddress): boolean => find(address.host, address.port)?.kind !== 'service'
  const inLibraries = seenAddresses({
    ...sources,
    ownersOf: stores.of,
    settings: () => settingsOf(services, facts, stores.of),
  })
  return [...own, ...inLibraries.filter((each) => !known.has(keyOf(each)) && isStore(each))]
}

/** Addresses that tell something, of all that services have. */
function seenAddresses(sources: Sources): SeenAddress[] {
  const { services, facts, find, ownersOf, usersOf, isUnread } = sources
  const settings = sources.settings()
  const joined = joinedConnections(settings, defaultParts(sources))
  // A host that is one part of a connection says less than the whole connection.
  const isJoined = new Set(joined.map(({ at }) => at))
  const alone = settings
    .filter(({ at }) => !isJoined.has(at))
    .flatMap(inSetting)
    .filter(({ from, setting }) => !isUnread(from, setting))
  // What a manifest sets is no longer what a developer's machine has by default.
  const isSet = new Set([
    ...settings.map(({ service, name }) => `${service.name}\0${name}`),
    ...namesSet(services, facts),
  ])
  const isGivenTo = ({ from, setting }: SeenAddress): boolean => isSet.has(`${from.name}\0${setting}`)
  // A library reads it for all that build on it; who uses it is given it.
  const given = new Set([...isSet].map((key) => key.slice(key.indexOf('\0') + 1)))
  const isOfOthers = ({ setting = '', at }: SeenAddress): boolean =>
    given.has(setting) && serviceOf({ services }, at.file) === undefined
  // Nor is a default of a store that somebody names in its place.
  const isNamed = new Set(
    settings.flatMap(({ service, name, inContainer }) => (inContainer ? [`${service.name}\0${name}`] : [])),
  )
  const isReplaced = ({ from, setting, kind, address }: SeenAddress): boolean =>
    kind === 'env-default' &&
    isNamed.has(`${from.name}\0${setting}`) &&
    find(address.host, address.port)?.kind !== 'service'
  const isByHand = programsByHand(facts)
  const counts = (seen: SeenAddress): boolean =>
    !isByHand(seen.at.file, seen.from) &&
    !isUnread(seen.from, seen.setting) &&
    !isReplaced(seen) &&
    !(isLocal(seen.address.host) && (isGivenTo(seen) || isOfOthers(seen)))
  const inFiles = inCode(services, facts, ownersOf).filter((seen) => !isJoined.has(seen.at) && counts(seen))
  const clients = clientAddresses(services, facts, usersOf)
  const mounted = mountedAddresses(services, facts)
  const together = joined.filter((seen) =>
    seen.kind === 'env-default' ? counts(seen) : !isUnread(seen.from, seen.setting),
  )
  const told = withNamedDatabases([...inFiles, ...alone, ...together, ...mounted], sources)
  const read = withoutUnread(told, services, facts)
  return withoutVagueLocal(
    [...clients, ...read],
    services,
    find,
    portsInside(services, facts),
    pagesAmong(facts, services),
  )
}

function callKind({ scheme, port }: Address): EdgeKind {
  return scheme === 'grpc' || (scheme === undefined && grpcPort(port)) ? 'grpc' : 'http'
}
