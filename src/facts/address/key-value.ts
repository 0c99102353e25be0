import { protocolOfPort } from '../../products/protocols.ts'
import type { Address } from '../fact.ts'
import { present } from '../present.ts'

/** Keys of connection strings as drivers spell them, in small letters and without blanks. */
const keys = {
  host: ['host', 'server', 'datasource', 'address', 'addr', 'networkaddress'],
  port: ['port'],
  path: ['database', 'dbname', 'initialcatalog'],
  schema: ['searchpath', 'currentschema'],
  user: ['userid', 'user', 'username', 'uid'],
}

/**
 * Connection strings of pairs: ADO.NET's `Server=sql,1433;Database=orders;User Id=…`, Npgsql's `Host=db;Database=…`,
 * PDO's `mysql:host=db;dbname=…` and libpq's `host=db port=5432 dbname=…`. They must name a host, and a database or a login.
 */
export function parseKeyValues(text: string): Address | undefined {
  const driver = /^([a-z]+):(?=\w+=)/.exec(text)?.[1]
  const rest = driver === undefined ? text : text.slice(driver.length + 1)
  const separator = rest.includes(';') ? ';' : /\s+/
  const pairs = new Map(
    rest.split(separator).flatMap((pair) => {
      const [key = '', ...value] = pair.split('=')
      return value.length === 0 ? [] : [[key.toLowerCase().replace(/[\s_]/g, ''), value.join('=').trim()] as const]
    }),
  )
  const value = (names: readonly string[]): string | undefined =>
    names.map((name) => pairs.get(name)).find((found) => found !== undefined && found !== '')
  const [whole, path] = [value(keys.host), value(keys.path)]
  // `tcp:sql,1433` and `sql:1433` hold the port.
  const [, host, inHost] = /^(?:tcp:)?([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?:[,:](\d{1,5}))?$/i.exec(whole ?? '') ?? []
  const user = value(keys.user)
  // A broker has a host and a login as well (`host=rabbit;username=…`), and no server.
  const isServer = pairs.has('server') && user !== undefined
  if (host === undefined || !(path === undefined ? isServer : /^[\w.$-]+$/.test(path))) return undefined
  const port = Number(inHost ?? value(keys.port) ?? Number.NaN)
  // Npgsql alone says `Username`.
  const isAdo =
    !pairs.has('username') && (pairs.has('server') || pairs.has('datasource') || pairs.has('initialcatalog'))
  // Drivers of other databases understand `Server=` as well; SQL Server knows no `Port=`.
  const scheme = driver ?? (isAdo && !pairs.has('port') ? 'sqlserver' : (protocolOfPort(port) ?? 'postgres'))
  return {
    scheme: scheme === 'pgsql' ? 'postgres' : scheme,
    host,
    ...present({ port: Number.isInteger(port) ? port : undefined, schema: value(keys.schema), user, path }),
    shown: path === undefined ? host : `${host}/${path}`,
  }
}
