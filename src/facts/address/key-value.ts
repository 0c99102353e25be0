import { keepsRows, protocolOfPort } from '../../products/protocols.ts'
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
 * PDO's `mysql:host=db;dbname=…` and libpq's `host=db port=5432 dbname=…`. They must name a host, and a database or a login; or an account of
 * Azure.
 */
export function parseKeyValues(text: string): Address | undefined {
  const driver = /^([a-z]+):(?=\w+=)/.exec(text)?.[1]
  const rest = driver === undefined ? text : text.slice(driver.length + 1)
  const separator = rest.includes(';') ? ';' : /\s+/
  const pairs = new Map(
    rest.split(separator).flatMap((pair) => {
      const [key = '', ...value] = pair.split('=')
      return value.length === 0
        ? []
        : [[key.toLowerCase().replace(/[\s_]/g, ''), unquoted(value.join('=').trim())] as const]
    }),
  )
  const azure = inAzure(pairs)
  if (azure !== undefined) return azure
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
  // Drivers of other databases understand `Server=` as well; SQL Server knows no `Port=`, and has no port of theirs.
  const usual = protocolOfPort(port)
  const isOfOther = pairs.has('port') || (usual !== undefined && keepsRows(usual))
  const scheme = driver ?? (isAdo && !isOfOther ? 'sqlserver' : (usual ?? 'postgres'))
  return {
    scheme: scheme === 'pgsql' ? 'postgres' : scheme,
    host,
    ...present({ port: Number.isInteger(port) ? port : undefined, schema: value(keys.schema), user, path }),
    shown: path === undefined ? host : `${host}/${path}`,
  }
}

/** A value may stand in quotes: `Database='orders'`. */
const unquoted = (value: string): string => value.replace(/^(['"])(.*)\1$/, '$2')

/** Where accounts of Azure's storage are found by custom, and the emulator of it on the machine of a developer. */
const [ofStorage, emulator] = ['core.windows.net', { host: '127.0.0.1', port: 10_000 }]
const hostName = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i
/** What stands for an account until somebody fills in theirs: `xxx`, `youraccount`. */
const filler = /^(?:x+|your[\w-]*|placeholder|change-?me|(?:my-?)?(?:storage-?)?account(?:-?name)?)(?:\.|$)/i

/**
 * `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=…`, `UseDevelopmentStorage=true` (perhaps with
 * `DevelopmentStorageProxyUri=http://azurite`, where the emulator is elsewhere),
 * `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=…` and `AccountEndpoint=https://shop.documents.azure.com/;AccountKey=…`.
 */
function inAzure(pairs: ReadonlyMap<string, string>): Address | undefined {
  const place = (scheme: string, host: string | undefined, port?: number): Address | undefined =>
    host === undefined || !hostName.test(host) || filler.test(host)
      ? undefined
      : { scheme, host, ...present({ port }), shown: `${scheme}://${host}${port === undefined ? '' : `:${port}`}` }
  const at = (scheme: string, url: string | undefined): Address | undefined => {
    const [, host, port] = /^\w+:\/\/([^/:]+)(?::(\d{1,5}))?(?:\/|$)/.exec(url ?? '') ?? []
    return place(scheme, host, port === undefined || port === '443' ? undefined : Number(port))
  }
  if (pairs.get('usedevelopmentstorage')?.toLowerCase() === 'true')
    return at('azureblob', pairs.get('developmentstorageproxyuri')) ?? place('azureblob', emulator.host, emulator.port)
  const account = pairs.get('accountname')
  if (account !== undefined && (pairs.has('accountkey') || pairs.has('defaultendpointsprotocol'))) {
    const told = pairs.get('blobendpoint')
    if (told !== undefined) return at('azureblob', told)
    return place(
      'azureblob',
      hostName.test(account) ? `${account}.blob.${pairs.get('endpointsuffix') ?? ofStorage}` : undefined,
    )
  }
  if (pairs.has('accountkey')) return at('cosmos', pairs.get('accountendpoint'))
  return pairs.has('sharedaccesskeyname') || pairs.has('sharedaccesskey')
    ? at('servicebus', pairs.get('endpoint'))
    : undefined
}
