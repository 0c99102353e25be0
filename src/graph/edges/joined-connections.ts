import type { Address } from '../../facts/fact.ts'
import { protocolOf, protocolOfPort } from '../../products/protocols.ts'
import { isLoopback } from '../hosts.ts'
import type { Setting } from '../settings.ts'
import type { SeenAddress } from './seen-address.ts'

const hostPart = /^(.*?)_?(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i
const parts = {
  port: /^PORT$/i,
  path: /^(?:NAME|DATABASE|DB|DB_?NAME)$/i,
  schema: /^SCHEMA$/i,
  user: /^(?:USER|USERNAME|LOGIN)$/i,
  product: /^(?:CONNECTION|DRIVER|DIALECT|ENGINE|CLIENT|TYPE)$/i,
}
const databaseName = /(?:^|_)(?:DB|DATABASE|SQL|PG|RDS|TYPEORM|SEQUELIZE|KNEX)(?:_|$)/i

/** Connections whose settings are given apart: `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER` of one workload. */
export function joinedConnections(settings: readonly Setting[]): SeenAddress[] {
  const groups = new Map<string, Setting[]>()
  const keyOf = ({ service, group }: Setting): string => `${service.name}\0${group}`
  for (const setting of settings) {
    const group = groups.get(keyOf(setting))
    if (group) group.push(setting)
    else groups.set(keyOf(setting), [setting])
  }
  return settings.flatMap((setting): SeenAddress[] => {
    const prefix = hostPart.exec(setting.name)?.[1]
    const isHost =
      isLoopback(setting.value) || (/^[a-z0-9][\w.-]*$/i.test(setting.value) && /[a-z]/i.test(setting.value))
    if (prefix === undefined || !isHost) return []
    const spoken = protocolOf(setting.name) ?? (databaseName.test(setting.name) ? 'sql' : undefined)
    if (spoken === undefined) return []
    const siblings = groups.get(keyOf(setting)) ?? []
    const part = (pattern: RegExp): string | undefined =>
      siblings.find(
        ({ name }) =>
          name.toLowerCase().startsWith(prefix.toLowerCase()) &&
          pattern.test(name.slice(prefix.length).replace(/^_/, '')),
      )?.value
    const [port, schema, user] = [Number(part(parts.port)), part(parts.schema), part(parts.user)]
    const path = part(parts.path) ?? schema
    const scheme = spoken === 'sql' ? (protocolOfPort(port) ?? protocolOf(part(parts.product) ?? '') ?? spoken) : spoken
    const address: Address = {
      scheme,
      host: setting.value,
      ...(Number.isInteger(port) && port > 0 ? { port } : {}),
      ...(path === undefined ? {} : { path }),
      ...(schema === undefined ? {} : { schema }),
      ...(user === undefined ? {} : { user }),
      shown: setting.value,
    }
    const detail = `${setting.name}=${setting.value}${path === undefined ? '' : `, database ${path}`}`
    const { service: from, at, source: kind, name, inContainer } = setting
    return [{ from, address, at, kind, confidence: 0.9, detail, setting: name, inContainer }]
  })
}
