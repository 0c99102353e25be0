import { isHostAlone } from '../../../facts/address/host-name.ts'
import type { Address, At } from '../../../facts/fact.ts'
import { present } from '../../../facts/present.ts'
import { protocolOf, protocolOfPort, storeKind } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { isLocal, isLoopback } from '../../hosts/index.ts'
import type { Setting } from '../../settings/index.ts'
import { isTestFile } from '../../test-file.ts'
import type { SeenAddress } from '../seen-address.ts'
import { isChoice, virtualHost } from '../setting-names.ts'
import type { Sources } from '../sources.ts'

const hostPart = /^(.*?)_?(?:HOST|HOSTNAME|SERVER|(?<=(?:DB|DATABASE|SQL)_?)SERVER_?NAME|ADDR|ADDRESS|HOST_?PORT)$/i
/** `MYSQL_SERVICE=mysql:3306`, where what stands beside it tells that it is the server of a database. */
const serverPart = /^(.*?)_?(?:SERVICE|ENDPOINT)$/i
/** A host with its port, as drivers of Go are told them. */
const withPort = /^([^:/@\s]+):(\d{2,5})$/
const parts = {
  port: /^PORT$/i,
  path: /^(?:NAME|DATABASE|DB|(?:DB|DATABASE)_?NAME)$/i,
  schema: /^SCHEMA$/i,
  user: /^(?:USER|USERNAME|LOGIN)$/i,
  product: /^(?:CONNECTION|DRIVER|DIALECT|ENGINE|CLIENT|TYPE)$/i,
}
const databaseName = /(?:^|_)(?:DB|DATABASE|SQL|PG|RDS|TYPEORM|SEQUELIZE|KNEX)(?:_|$)/i

/** The database of one of several services that one server is for: `USERS_DB_NAME`, `DB_ORDERS_NAME` beside `DB_HOST`. */
const ownName = /(?:^|_)(?:DB|DATABASE)(?:_\w+)?_?(?:NAME|DATABASE)$|[A-Z\d]_(?:DB|DATABASE)$/i

/** A part of a connection: what is given to a service, or what its code falls back on. */
export interface Part {
  readonly service: Service
  readonly name: string
  readonly value: string
  readonly at: At
  readonly source: Setting['source'] | 'env-default'
  /** What is given together belongs together: a workload, a file. */
  readonly group: string
  readonly inContainer: boolean
}

/**
 * Connections whose settings are given apart: `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER` of one workload. What is not given
 * is as the code has it by default, and what is given wins over that.
 */
export function joinedConnections(settings: readonly Setting[], defaults: readonly Part[]): SeenAddress[] {
  const given = new Set(settings.map(({ service, name }) => keyOf(service, name)))
  const fallbacks = defaults.filter(({ service, name }) => !given.has(keyOf(service, name)))
  const groups = groupBy<Part>([...settings, ...fallbacks], ({ service, group }) => keyOf(service, group))
  const settingsBy = groupBy<Part>(settings, ({ service }) => service.name)
  const fallbacksBy = groupBy<Part>(fallbacks, ({ service }) => service.name)
  return [...settings, ...fallbacks].flatMap((host: Part): SeenAddress[] => {
    const beside = groups.get(keyOf(host.service, host.group)) ?? []
    const others = (host.source === 'env-default' ? settingsBy : fallbacksBy).get(host.service.name) ?? []
    return connectionAt(host, host.source === 'env-default' ? [...others, ...beside] : [...beside, ...others])
  })
}

/** The connection to a host, with the first of what stands beside it for each of its parts. */
function connectionAt(host: Part, beside: readonly Part[]): SeenAddress[] {
  const [, machine = host.value, portBehind] = withPort.exec(host.value) ?? []
  const prefix = (hostPart.exec(host.name) ?? (portBehind === undefined ? null : serverPart.exec(host.name)))?.[1]
  const isHost = isLoopback(machine) || isHostAlone(machine)
  if (prefix === undefined || !isHost || isChoice(machine) || virtualHost.test(host.name)) return []
  const told = protocolOf(host.name)
  // Who keeps events in tables calls them so, too: a server of events knows no names of databases.
  const isOfTables = told === 'eventstore' && databaseName.test(host.name)
  // Whatever the server is called: `ORDERS_HOST` beside `ORDERS_DATABASENAME`.
  const namesOne = told === undefined && beside.some(({ name }) => isDatabaseOf(name, prefix))
  const spoken = isOfTables || namesOne || (told === undefined && databaseName.test(host.name)) ? 'sql' : told
  const part = (pattern: RegExp): string | undefined =>
    beside.find(
      ({ name }) =>
        name.toLowerCase().startsWith(prefix.toLowerCase()) &&
        pattern.test(name.slice(prefix.length).replace(/^_/, '')),
    )?.value
  if (spoken === undefined) return isLocal(host.value) ? localEnd(host, Number(part(parts.port))) : []
  const [port, schema, user] = [Number(portBehind ?? part(parts.port)), part(parts.schema), part(parts.user)]
  const own = ownDatabase(beside)
  // `MONGO_INITDB_DATABASE` beside `MONGODB_HOSTNAME`: programs take what the database's image is told, too.
  const isOwn =
    databaseName.test(host.name) || (told !== undefined && own !== undefined && protocolOf(own.name) === told)
  const path = part(parts.path) ?? (isOwn ? own?.value : undefined) ?? schema
  const scheme = spoken === 'sql' ? (protocolOfPort(port) ?? protocolOf(part(parts.product) ?? '') ?? spoken) : spoken
  const address: Address = {
    scheme,
    host: machine,
    ...(Number.isInteger(port) && port > 0 ? { port } : {}),
    ...present({ path, schema, user }),
    shown: machine,
  }
  // Without its database a default tells no more than its host does, and neither does a host with its port.
  if ((host.source === 'env-default' || portBehind !== undefined) && path === undefined) return []
  const detail = `${host.name}=${host.value}${path === undefined ? '' : `, database ${path}`}`
  const { service: from, at, source: kind, name, inContainer } = host
  const confidence = kind === 'env-default' ? 0.7 : 0.9
  return [{ from, address, at, kind, confidence, detail, setting: name, inContainer }]
}

/** Who answers on this machine is told by the port alone: `STOCK_HOST=localhost` beside `STOCK_PORT=8082`. */
function localEnd({ service: from, at, source: kind, name, value, inContainer }: Part, port: number): SeenAddress[] {
  if (!Number.isInteger(port) || port <= 0 || protocolOfPort(port) !== undefined) return []
  const shown = `${value}:${port}`
  const confidence = kind === 'env-default' ? 0.7 : 0.9
  const detail = `${name}=${shown}`
  return [{ from, address: { host: value, port, shown }, at, kind, confidence, detail, setting: name, inContainer }]
}

/** `ORDERS_DATABASENAME` of `ORDERS`. */
const isDatabaseOf = (name: string, prefix: string): boolean =>
  prefix !== '' &&
  /^DATABASE_?NAME$/i.test(
    name.toLowerCase().startsWith(`${prefix.toLowerCase()}_`) ? name.slice(prefix.length + 1) : '',
  )

/** The one database that something beside a host is called after, where it is one; the number of one of Redis is none of rows. */
function ownDatabase(beside: readonly Part[]): Part | undefined {
  const named = beside.filter(
    ({ name, value }) => ownName.test(name) && /^[\w-]+$/.test(value) && storeKind(name.toLowerCase()) !== 'cache',
  )
  return new Set(named.map(({ name }) => name)).size === 1 ? named[0] : undefined
}

const keyOf = (service: Service, name: string): string => `${service.name}\0${name}`

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

/** What the code of each service falls back on where a variable is not given. */
export function defaultParts({ facts, ownersOf, isFieldUnread }: Sources): Part[] {
  return facts
    .of('env-read')
    .flatMap(({ at, name, field, fallback }): Part[] =>
      fallback === undefined || isTestFile(at.file)
        ? []
        : ownersOf(at.file).flatMap((service) =>
            isFieldUnread(service, { at, field })
              ? []
              : [{ service, name, value: fallback, at, source: 'env-default', group: at.file, inContainer: false }],
          ),
    )
}
