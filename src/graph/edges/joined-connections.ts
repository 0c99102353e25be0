import type { Address } from '../../facts/fact.ts'
import type { Setting } from '../settings.ts'
import type { SeenAddress } from './seen-address.ts'

const hostPart = /^(.*?)_?(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i
const parts = {
  port: /^PORT$/i,
  path: /^(?:NAME|DATABASE|DB|DB_?NAME)$/i,
  schema: /^SCHEMA$/i,
  user: /^(?:USER|USERNAME|LOGIN)$/i,
}
const databaseName = /(?:^|_)(?:DB|DATABASE|SQL|PG)(?:_|$)/i
/** What speaks at a host, told by the words of its setting: `POSTGRES_HOST`, `ORDERS_MYSQL_HOST`. */
const protocols: readonly (readonly [RegExp, string])[] = [
  [/POSTGRES|(?:^|_)PG/i, 'postgres'],
  [/MYSQL|MARIADB/i, 'mysql'],
  [/MONGO/i, 'mongodb'],
  [/REDIS|VALKEY/i, 'redis'],
  [/RABBIT|AMQP/i, 'amqp'],
  [/KAFKA/i, 'kafka'],
  [/NATS/i, 'nats'],
]

/** Connections whose settings are given apart: `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER` of one workload. */
export function joinedConnections(settings: readonly Setting[]): SeenAddress[] {
  return settings.flatMap((setting): SeenAddress[] => {
    const prefix = hostPart.exec(setting.name)?.[1]
    const isHost = /^[a-z0-9][\w.-]*$/i.test(setting.value) && /[a-z]/i.test(setting.value)
    if (prefix === undefined || !isHost) return []
    const scheme =
      protocols.find(([pattern]) => pattern.test(setting.name))?.[1] ??
      (databaseName.test(setting.name) ? 'sql' : undefined)
    if (scheme === undefined) return []
    const siblings = settings.filter(({ service, group }) => service === setting.service && group === setting.group)
    const part = (pattern: RegExp): string | undefined =>
      siblings.find(({ name }) => name.startsWith(prefix) && pattern.test(name.slice(prefix.length).replace(/^_/, '')))
        ?.value
    const [port, schema, user] = [Number(part(parts.port)), part(parts.schema), part(parts.user)]
    const path = part(parts.path) ?? schema
    const address: Address = {
      scheme: scheme === 'sql' && protocolOf(setting.value) !== 'tcp' ? protocolOf(setting.value) : scheme,
      host: setting.value,
      ...(Number.isInteger(port) && port > 0 ? { port } : {}),
      ...(path === undefined ? {} : { path }),
      ...(schema === undefined ? {} : { schema }),
      ...(user === undefined ? {} : { user }),
      shown: setting.value,
    }
    const detail = `${setting.name}=${setting.value}${path === undefined ? '' : `, database ${path}`}`
    return [{ from: setting.service, address, at: setting.at, kind: setting.source, confidence: 0.9, detail }]
  })
}

/** What speaks at a host, by its name: `orders-postgres`. */
export function protocolOf(host: string): string {
  return protocols.find(([pattern]) => pattern.test(host))?.[1] ?? 'tcp'
}
