import { isPage } from '../../facts/component/page.ts'
import type { Address } from '../../facts/fact.ts'
import { present } from '../../facts/present.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import { storeKinds } from '../calls.ts'
import type { EdgeKind, Evidence, Resource, Service } from '../graph.ts'
import type { Host } from '../hosts/who-runs.ts'
import { pagesAmong } from '../in-browsers.ts'
import { plainName } from '../source-folders.ts'
import { serviceNamed } from '../subjects/named.ts'
import { spokenDatabases } from './drivers/imported.ts'
import { speaksWith } from './drivers/spoken.ts'
import type { EdgeSet } from './edge-set.ts'
import { forwarded, forwardedFromOutside } from './forwards.ts'
import { namesakes } from './namesake.ts'
import type { SeenAddress } from './seen-address.ts'
import { allAddresses } from './seen-addresses.ts'
import type { Sources } from './sources.ts'
import { behindStandIns } from './stores/stand-ins.ts'
import { brokerAt, nameOfOne, storeAt } from './stores/store-name.ts'

/** A host that somebody is yet to fill in: `REDIS_HOST`, `xxx.xxx.xxx.xxx`. */
const placeholder = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^x+(?:\.x+)+$/
/** An account that somebody is yet to fill in: `https://sqs.eu-west-1.amazonaws.com/your-account-id`, which Laravel comes with. */
const ofYours =
  /(?:^|[./])your[-_](?:[a-z]+[-_])?(?:account|project|tenant|org(?:anization)?|id|name|host|domain|bucket|region|server)(?:$|[-_./])/i
const isToFillIn = ({ host, path = '' }: Address): boolean => placeholder.test(host) || ofYours.test(`${host}/${path}`)
/** Ports that gRPC servers take by custom. */
const grpcPort = (port: number | undefined): boolean => port !== undefined && port >= 50_050 && port <= 50_060

/** Edges from addresses: in code, as defaults of settings, and in what manifests give to settings that code reads. */
export function addressEdges(edges: EdgeSet, sources: Sources): Resource[] {
  const namesake = namesakes(sources.services)
  const sentOn = forwarded(sources)
  const pages = pagesAmong(sources.facts, sources.services)
  const fromOutside = forwardedFromOutside(sources)
  const isLeftBehind = leftBehind(edges, sources.services)
  const speaks = speaksWith(sources)
  const databaseOf = spokenDatabases(sources)
  const behind = behindStandIns(sources)
  const uses: { from: Service; resource: Resource; proof: Evidence }[] = []
  for (const { from, address, at, kind, detail, confidence, setting, constant } of allAddresses(sources)) {
    if (isToFillIn(address)) continue
    const proof = { ...at, kind, confidence, detail, address, ...present({ setting }) }
    const host =
      sources.find(address.host, address.port) ??
      namesake({ from, address, at, ...present({ setting, constant }) }) ??
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
      const next = sentOn(host.service, address)
      // A path that the gateway hands on to who names it is where others find it.
      if (next === from) continue
      edges.observe(from.name, host.service.name, isStub ? 'grpc' : (host.protocol ?? callKind(address)), proof)
      // A gateway only hands on what it gets: whoever asks it needs the service behind it; of a page the gateway is the backend.
      const through = `${detail}, which ${host.service.name} sends on`
      if (next && !pages.has(from) && !isPage(at.file))
        edges.observe(from.name, next.name, 'http', { ...at, kind: 'forward', detail: through, confidence: 0.85 })
      continue
    }
    const outer = fromOutside(address)
    if (outer !== undefined) {
      if (outer !== from) edges.observe(from.name, outer.name, 'http', { ...proof, kind: 'forward', confidence: 0.8 })
      continue
    }
    // A client of a framework that is declared for a name asks over HTTP, whatever database is called so.
    if (kind === 'client' && /\.(?:java|kt)$/.test(at.file)) continue
    const resource = storeAt(address, setting, host, () => databaseOf(from))
    if (resource && speaks(from, schemeOf(resource), kind === 'env-set'))
      for (const each of behind(from, resource, address, setting)) uses.push({ from, resource: each, proof })
  }
  const one = nameOfOne(new Set(uses.map(({ resource }) => resource.name)))
  const resources = new Map<string, Resource>()
  for (const { from, resource, proof } of uses) {
    const name = one(resource.name)
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

/** A name of discovery may be spelled otherwise (`OrderService`), be short, or end as others do: `orders-app` is `orders-service`. */
function calledSo(name: string, services: readonly Service[]): Host | undefined {
  const plain = plainName(name)
  const service = services.find((each) => plainName(each.name) === plain) ?? serviceNamed({ services }, name)
  return service && { kind: 'service', service }
}

function callKind({ scheme, port }: Address): EdgeKind {
  return scheme === 'grpc' || (scheme === undefined && grpcPort(port)) ? 'grpc' : 'http'
}
