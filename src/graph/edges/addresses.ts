import { parseAddress } from '../../facts/address/parse-address.ts'
import type { Address, At } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { variableOf } from '../../facts/spring/placeholder.ts'
import { isOverHttp, portOf, protocolOf, protocolOfPort, storeKind } from '../../products/protocols.ts'
import { storeKinds } from '../calls.ts'
import type { EdgeKind, Evidence, Resource, Service } from '../graph.ts'
import { type Host, isLocal } from '../hosts.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { type Setting, settingsOf } from '../settings.ts'
import { plainName } from '../source-folders.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import { clientAddresses } from './declared-clients.ts'
import type { EdgeSet } from './edge-set.ts'
import { joinedConnections } from './joined-connections.ts'
import { withoutVagueLocal } from './local-addresses.ts'
import type { SeenAddress } from './seen-address.ts'
import { isForOthers, mayBeHost } from './setting-names.ts'
import { withoutUnread } from './unread-settings.ts'

/** One word alone may be about anything. */
const serviceName = /(?:service|svc|api|server)$/i
/** The number of a machine. */
const isNumber = /^\d{1,3}(?:\.\d{1,3}){3}$/
/** A host that somebody is yet to fill in: `REDIS_HOST`. */
const placeholder = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
/** Ports that gRPC servers take by custom. */
const grpcPort = (port: number | undefined): boolean => port !== undefined && port >= 50_050 && port <= 50_060

/** Edges from addresses: in code, as defaults of settings, and in what manifests give to settings that code reads. */
export function addressEdges(
  edges: EdgeSet,
  services: readonly Service[],
  facts: FactIndex,
  find: (host: string, port: number | undefined) => Host | undefined,
  usersOf: LibraryUsers,
  ownersOf: LibraryUsers,
  isUnread: (from: Service, setting: string | undefined) => boolean,
): Resource[] {
  const namesake = namedInSetting(services)
  const uses: { from: Service; resource: Resource; proof: Evidence }[] = []
  const use = (from: Service, address: Address, setting: string | undefined, proof: Evidence): void => {
    if (placeholder.test(address.host)) return
    const host = find(address.host, address.port) ?? namesake(address, setting, from)
    if (host?.kind === 'service') {
      // What calls through a stub needs an address, too: it is the same call.
      const isStub = edges.has(from.name, host.service.name, 'grpc')
      const kind = isStub ? 'grpc' : (host.protocol ?? callKind(address))
      edges.observe(from.name, host.service.name, kind, proof)
      return
    }
    // `KAFKA_BROKERS=broker.example.net:9092`: nobody here runs it, and the setting says what it is.
    const scheme = spokenScheme(address, setting, host)
    const type = storeKind(scheme ?? '') ?? (host?.kind === 'resource' ? host.type : undefined)
    if (type === undefined) return
    const name = resourceName({ ...address, ...(scheme === undefined ? {} : { scheme }) }, host)
    uses.push({ from, resource: { name, kind: type }, proof })
  }

  const settings = settingsOf(services, facts, ownersOf)
  const joined = joinedConnections(settings)
  // A host that is one part of a connection says less than the whole connection.
  const isJoined = new Set(joined.map(({ at }) => at))
  const alone = settings.filter(({ at }) => !isJoined.has(at)).flatMap(inSetting)
  const clients = clientAddresses(services, facts, usersOf)
  // What a manifest sets is no longer what a developer's machine has by default.
  const isSet = new Set(settings.map(({ service, name }) => `${service.name}\0${name}`))
  const inFiles = inCode(services, facts, ownersOf).filter(
    ({ from, setting, address }) =>
      !isUnread(from, setting) && (!isLocal(address.host) || !isSet.has(`${from.name}\0${setting}`)),
  )
  const seen = withoutVagueLocal(
    [...clients, ...withoutUnread([...inFiles, ...alone, ...joined], services, facts)],
    services,
    find,
  )
  for (const { from, address, at, kind, detail, confidence, setting } of seen) {
    use(from, address, setting, { ...at, kind, confidence, detail, address })
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

/** `amqp://rabbit` is `amqp://rabbit:5672` where others call it that: one broker, drawn once. */
function withUsualPort(name: string, known: ReadonlySet<string>): string {
  const [, scheme = '', host = '', path = ''] = /^([^:]+):\/\/([^:/]+)(\/.*)?$/.exec(name) ?? []
  const full = `${scheme}://${host}:${portOf(scheme)}${path}`
  return known.has(full) ? full : name
}

function inCode(services: readonly Service[], facts: FactIndex, ownersOf: LibraryUsers): SeenAddress[] {
  const readers = settingReaders(services, facts)
  const literals = facts
    .of('address')
    .flatMap(({ at, address, use, setting, called, unfilled = false }): SeenAddress[] => {
      if (isTestFile(at.file) || (setting && isForOthers(setting))) return []
      const owners = ownersOf(at.file)
      // A file of settings that lies with no service is whose code names the setting.
      const users = owners.length > 0 ? owners : [...(readers.get(setting ?? '') ?? [])]
      // Without a setting's name nobody can tell a call from an allowed origin or a page in a browser.
      if (use === 'literal' && !called && isLocal(address.host) && storeKind(address.scheme ?? '') === undefined)
        return []
      const [kind, confidence] = use === 'default' ? (['env-default', 0.8] as const) : (['address', 0.9] as const)
      return users.map((from) => {
        const seen = { from, address, at, kind, confidence, unfilled }
        return setting
          ? { ...seen, setting, detail: `${setting}=${address.shown}` }
          : { ...seen, detail: address.shown }
      })
    })
  // A host that is part of a whole address on its line says nothing more: `${KAFKA_HOST:kafka}:${KAFKA_PORT:9092}`.
  const lineOf = ({ file, line }: At): string => `${file}:${line}`
  const whole = new Set(facts.of('address').map(({ at }) => lineOf(at)))
  // `process.env.CATALOGUE_HOST || 'catalogue'`: a host alone, which only the name of its setting tells from a word.
  const hosts = facts.of('env-read').flatMap(({ at, name, fallback }): SeenAddress[] => {
    const address = fallback === undefined || !mayBeHost(name) ? undefined : bareHost(fallback)
    if (isTestFile(at.file) || address === undefined || isForOthers(name) || whole.has(lineOf(at))) return []
    const seen = { address, at, kind: 'env-default', confidence: 0.7, setting: name, detail: `${name}=${fallback}` }
    return ownersOf(at.file).map((from) => ({ ...seen, from }))
  })
  return [...literals, ...hosts]
}

/** Whose code takes each setting from a file by its name. */
function settingReaders(services: readonly Service[], facts: FactIndex): Map<string, Set<Service>> {
  const readers = new Map<string, Set<Service>>()
  for (const { at, name } of facts.of('setting-read')) {
    const service = isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
    if (service) readers.set(name, (readers.get(name) ?? new Set()).add(service))
  }
  return readers
}

function inSetting({ service: from, name: written, value, at, source: kind, inContainer }: Setting): SeenAddress[] {
  // Spring's own names may stand in an environment, too: `spring.rabbitmq.host`.
  const name = /^[a-z][\w-]*\./.test(written) ? variableOf(written) : written
  if (isForOthers(name)) return []
  const address = parseAddress(value) ?? (mayBeHost(name) ? bareHost(value) : undefined)
  if (address === undefined) return []
  const detail = name === '' ? address.shown : `${name}=${address.shown}`
  return [{ from, address, at, kind, confidence: 0.95, detail, setting: name, inContainer }]
}

function bareHost(text: string): Address | undefined {
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(text) && (/[a-z]/i.test(text) || isNumber.test(text))
    ? { host: text, shown: text }
    : undefined
}

function callKind({ scheme, port }: Address): EdgeKind {
  return scheme === 'grpc' || (scheme === undefined && grpcPort(port)) ? 'grpc' : 'http'
}

/** `CUSTOMER_SERVICE_URL=http://localhost:8082`: where nobody is known to have that port, the setting tells whose it is. */
function namedInSetting(
  services: readonly Service[],
): (address: Address, setting: string | undefined, from: Service) => Host | undefined {
  const names = services.flatMap((service) =>
    [service.name, ...(service.aliases ?? [])]
      .filter((name) => serviceName.test(name))
      .map((name) => ({ service, plain: plainName(name) })),
  )
  return ({ host, port, scheme = 'http' }, setting, from) => {
    if (
      setting === undefined ||
      !isLocal(host) ||
      !/^(?:https?|grpc)$/.test(scheme) ||
      protocolOf(setting) ||
      protocolOfPort(port)
    )
      return undefined
    const plain = plainName(setting)
    const named = names
      .filter((each) => plain.includes(each.plain) && each.service !== from)
      .sort((a, b) => b.plain.length - a.plain.length)
      .at(0)
    return named && { kind: 'service', service: named.service }
  }
}

/** Some stores are spoken with over HTTP; the name of the setting, or the port, then tells that it is one. */
function spokenScheme(address: Address, setting: string | undefined, host: Host | undefined): string | undefined {
  const { scheme, port } = address
  if (host || (scheme !== undefined && scheme !== 'http' && scheme !== 'https')) return scheme
  const told = setting === undefined ? protocolOfPort(port) : spokenAt(address, setting)
  if (scheme === undefined) return setting === undefined ? undefined : told
  return told !== undefined && isOverHttp(told) ? told : scheme
}

/** What a setting for an address says is spoken there, or its port. */
const spokenAt = ({ port }: Address, setting: string): string | undefined => protocolOf(setting) ?? protocolOfPort(port)

/** One name for one database: protocol, host, port and database. */
function resourceName({ host, port, path, scheme }: Address, behind: Host | undefined): string {
  // `sql` is what a setting tells at most (`DB_HOST`), and `http` is often said of a broker; what runs there tells more.
  const told = scheme === 'sql' || scheme === 'http' ? undefined : scheme
  const run = behind?.kind === 'resource' ? behind.protocol : undefined
  const protocol = told ?? run ?? protocolOf(host) ?? protocolOfPort(port) ?? scheme
  // `db.shop.svc.cluster.local` is `db` to those who run in its namespace.
  const short =
    behind?.kind === 'resource' && behind.name ? behind.name : host.replace(/\.[\w-]+\.svc(?:\.[\w.-]+)?$/, '')
  return `${protocol ?? 'tcp'}://${short}${port === undefined ? '' : `:${port}`}${path ? `/${path}` : ''}`
}
