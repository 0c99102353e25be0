import type { Address } from '../../../facts/fact.ts'
import { present } from '../../../facts/present.ts'
import { protocolOfCloud } from '../../../products/cloud-hosts.ts'
import { isOverHttp, portOf, protocolOf, protocolOfPort, storeKind } from '../../../products/protocols.ts'
import type { Resource } from '../../graph.ts'
import { isLocal } from '../../hosts/index.ts'
import type { Host } from '../../hosts/who-runs.ts'

/**
 * The store or broker at an address of which no service is; undefined where nothing tells of one. `spoken`: the one kind of
 * database that the service's code speaks with, asked for where nothing else tells which it is.
 */
export function storeAt(
  address: Address,
  setting: string | undefined,
  host: Host | undefined,
  spoken: () => string | undefined = () => undefined,
): Resource | undefined {
  // `KAFKA_BROKERS=broker.example.net:9092`: nobody here runs it, and the setting says what it is.
  const scheme = spokenScheme(address, setting, host)
  const kind = storeKind(scheme ?? '') ?? (host?.kind === 'resource' ? host.type : undefined)
  return kind && { name: resourceName({ ...address, ...present({ scheme }) }, host, spoken), kind }
}

/** Some stores are spoken with over HTTP; the name of the setting, or the port, then tells that it is one. */
function spokenScheme(address: Address, setting: string | undefined, host: Host | undefined): string | undefined {
  const { scheme, port, path } = address
  if (host || (scheme !== undefined && !/^(?:https?|tcp)$/.test(scheme))) return scheme
  const told = setting === undefined ? protocolOfPort(port) : spokenAt(address, setting)
  if (scheme === undefined) return setting === undefined ? undefined : told
  // `DATASTORE_ENDPOINT=http://shop-minio:9000`, of a chart that lies elsewhere.
  const isInside = !address.host.includes('.') || /\.svc(?:\.|$)/.test(address.host)
  const named =
    setting !== undefined && told === undefined && isInside ? protocolOf(address.host.split('.')[0] ?? '') : undefined
  if (named !== undefined && isOverHttp(named) && (portOf(named) ?? port) === port) return named
  // A port alone tells little of an address with a path, which any service may have.
  if (setting === undefined && path !== undefined && protocolOf(address.host) !== told) return scheme
  return told !== undefined && (scheme === 'tcp' || isOverHttp(told)) ? told : scheme
}

/** What is spoken with the broker that a service runs inside of itself, where an address or its setting says that it is one. */
export function brokerAt({ scheme, port }: Address, setting: string | undefined): string | undefined {
  const isOpen = scheme === undefined || scheme === 'tcp'
  const told = isOpen && setting !== undefined ? protocolOf(setting) : undefined
  const spoken = isOpen ? (told ?? (scheme === 'tcp' ? protocolOfPort(port) : undefined)) : scheme
  return spoken !== undefined && storeKind(spoken) === 'broker' ? spoken : undefined
}

/** What a setting for an address says is spoken there, or its port. */
const spokenAt = ({ port }: Address, setting: string): string | undefined => protocolOf(setting) ?? protocolOfPort(port)

/** One name for one database: protocol, host, port and database. */
function resourceName(
  { host, port, path, scheme }: Address,
  behind: Host | undefined,
  spoken: () => string | undefined,
): string {
  // `sql` is what a setting tells at most (`DB_HOST`), and `http` is often said of a broker; what runs there tells more.
  const told = /^(?:sql|https?)$/.test(scheme ?? '') ? undefined : scheme
  const run = behind?.kind === 'resource' ? behind.protocol : undefined
  const ofHost = told ?? run ?? protocolOfCloud(host) ?? protocolOf(host) ?? protocolOfPort(port)
  const protocol = ofHost ?? (scheme === 'sql' ? spoken() : undefined) ?? scheme
  // `db.shop.svc.cluster.local` is `db` to those who run in its namespace.
  const short =
    behind?.kind === 'resource' && behind.name ? behind.name : host.replace(/\.[\w-]+\.svc(?:\.[\w.-]+)?$/, '')
  // Redis takes its database 0 where none is named.
  const database = /^rediss?$/.test(protocol ?? '') && path === '0' ? undefined : path
  return `${protocol ?? 'tcp'}://${short}${port === undefined ? '' : `:${port}`}${database ? `/${database}` : ''}`
}

/**
 * Finds the one name of a store: `amqp://rabbit` is `amqp://rabbit:5672` where others call it that, and a broker is the same one
 * at each of its ports, as Kafka has one for containers and one for the machine around them. `known`: all names in use.
 */
export function nameOfOne(known: ReadonlySet<string>): (name: string) => string {
  const ports = new Map<string, Set<number>>()
  for (const name of known) {
    const { broker, port } = partsOf(name)
    if (broker !== undefined && port !== undefined) ports.set(broker, (ports.get(broker) ?? new Set()).add(port))
  }
  return (name) => {
    const { scheme, host, path, port, broker } = partsOf(name)
    const usual = portOf(scheme)
    const own = ports.get(broker ?? '') ?? new Set<number>()
    if (broker !== undefined && own.size > 0)
      return `${scheme}://${host}:${usual !== undefined && own.has(usual) ? usual : Math.min(...own)}${path}`
    const full = `${scheme}://${host}:${usual}${path}`
    return port === undefined && known.has(full) ? full : name
  }
}

/** `broker`: what tells one from others, whatever its port. On this machine several may be, each at its own. */
function partsOf(name: string) {
  const [, scheme = '', host = '', port, path = ''] = /^([^:]+):\/\/([^:/]+)(?::(\d+))?(\/.*)?$/.exec(name) ?? []
  const isBroker = storeKind(scheme) === 'broker' && !isLocal(host)
  return {
    scheme,
    host,
    path,
    port: port === undefined ? undefined : Number(port),
    broker: isBroker ? `${scheme}://${host}${path}` : undefined,
  }
}
