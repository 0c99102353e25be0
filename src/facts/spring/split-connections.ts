import { heldBy, protocolOf, protocolOfPort } from '../../products/protocols.ts'
import { isThisMachine } from '../address/host-name.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { AddressFact, DatabaseNameFact } from '../fact.ts'
import { filledWithDefaults, variableOf } from './placeholder.ts'
import type { Property } from './properties.ts'

const host =
  /^(?:.+\.)?(?:mongo(?:db)?|database|db|data-?source|sql|postgres(?:ql|_?db)?|mysql(?:_?db)?|mariadb|pg)\.host(?:name)?$/i
const names = ['database', 'dbname', 'db-name', 'db_name', 'dbName', 'databaseName', 'name', 'db', 'schema']
const logins = ['username', 'user', 'login']

const anyHost = /\.host(?:-?name)?$/i

/**
 * A host on this machine with the port beside it, `stock.host: localhost`, `stock.port: 8082`: the port alone tells who
 * answers there. Any other host is told by its name.
 */
export function localEnds(properties: readonly Property[]): AddressFact[] {
  const isEnd = ({ name }: Property): boolean =>
    anyHost.test(name) && !host.test(name) && protocolOf(name) === undefined
  if (!properties.some(isEnd)) return []
  const values = new Map(properties.map(({ name, value }) => [name, filledWithDefaults(value)]))
  return properties.filter(isEnd).flatMap(({ name, at }): AddressFact[] => {
    const [server = '', port = ''] = [values.get(name), values.get(name.replace(anyHost, '.port'))]
    const isStore = protocolOfPort(Number(port)) !== undefined
    if (!isThisMachine(server) || !/^\d{2,5}$/.test(port) || isStore) return []
    const address = { host: server, port: Number(port), shown: `${server}:${port}` }
    return [{ kind: 'address', at, address, use: 'default', setting: variableOf(name) }]
  })
}

/** The address of a database told in parts, `spring.data.mongodb.host`, `.port`, `.database` and `.username`, as the one that it is. */
export function splitConnections(properties: readonly Property[]): (AddressFact | DatabaseNameFact)[] {
  if (!properties.some(({ name }) => host.test(name))) return []
  const values = new Map(properties.map(({ name, value }) => [name, filledWithDefaults(value)]))
  return properties.flatMap(({ name, value, at }): (AddressFact | DatabaseNameFact)[] => {
    if (!host.test(name)) return []
    const partOf = (...parts: readonly string[]): string | undefined =>
      parts.map((part) => values.get(name.replace(/host(?:name)?$/i, part))).find((value) => value !== undefined)
    const [server, database, port, user] = [values.get(name), partOf(...names), partOf('port'), partOf(...logins)]
    const scheme = protocolOf(name) ?? protocolOfPort(Number(port))
    if (server === undefined || database === undefined || scheme === undefined || heldBy(scheme) === undefined)
      return []
    const login = user === undefined ? '' : `${encodeURIComponent(user)}@`
    const address = parseAddress(`${scheme}://${login}${server}${port === undefined ? '' : `:${port}`}/${database}`)
    if (address === undefined) return []
    const whole: AddressFact = { kind: 'address', at, address, use: 'default', setting: variableOf(name) }
    // What a variable tells in the place of that host has the database of that name, too.
    return value.includes('${') ? [whole, { kind: 'database-name', at, store: scheme, name: database }] : [whole]
  })
}
