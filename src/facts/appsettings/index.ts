import { posix } from 'node:path'
import type { Node } from 'jsonc-parser'
import { heldBy, protocolOf, protocolOfPort } from '../../products/protocols.ts'
import { isThisMachine } from '../address/host-name.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { Address, At, Fact } from '../fact.ts'
import { jsonTree } from '../json-tree.ts'
import { lineIndex } from '../line-index.ts'

/** Keys whose value may be a host alone: `"RabbitMQ": { "Host": "rabbitmq" }`. */
const hostKey = /(?:host|hostname|server|address|endpoint)s?$/i
/** Under which name a service is found in discovery: Steeltoe's, and what agents of Consul are told. */
const ownName =
  /^(?:spring__application__name|eureka__instance__appname|consul__(?:discovery__)?service|consul_?(?:config|options|settings)?__(?:discovery__|service__)?(?:service_?)?name|service_?(?:discovery|config|registration)__(?:service_?)?name)$/i
/** Names of discovery that a client is made for: `"httpClient": { "services": { "orders": "orders-service" } }`. */
const askedName = /(?:http_?clients?|rest_?ease|refit|grpc_?clients?)__services__(?:\d+__name|[\w-]+)$/i
const host = /^[a-z][\w.-]*$/i
/** What stands beside a connection that names no database: `{ "ConnectionString": …, "DatabaseName": "orders" }`. */
const databaseKey = /^(?:database|db)(?:_?name)?$/i

/** What a program itself is told to answer at: `"Kestrel": { "Endpoints": { "Http": { "Url": "http://*:5010" } } }`, `"Urls": "http://*:5010"`. */
const ownUrls = /^(?:urls|kestrel__endpoints__[\w-]+__url)$/i
const port = /:(\d{2,5})(?=[;/]|$)/g

/** What turns a part of the settings on and off: `{ "Elastic": { "Enabled": false, "Url": … } }`. */
const switchKey = /^(?:is_?)?enabled$/i

/** Sections of libraries that write logs: what they hand them to is nothing that the program keeps anything in, or asks. */
const forLogs = /^(?:serilog|nlog|log4net)$/i

/** Settings of .NET: addresses and connection strings under the names of the variables that replace them (`A__B`). */
export const appsettings: Extractor = {
  id: 'appsettings',
  endings: ['.json'],
  matches: (path) => /^(?:appsettings|yarp|reverse-?proxy)(?:\.[\w-]+)*\.json$/i.test(posix.basename(path)),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    const root = jsonTree(text)
    if (root === undefined) return [{ kind: 'unresolved', at: at(0), about: 'manifest', why: 'no JSON' }]
    return settingsIn(root, [], at)
  },
}

function settingsIn(node: Node, path: readonly string[], at: (offset: number) => At, database?: string): Fact[] {
  if (forLogs.test(path.at(-1) ?? '')) return []
  if (node.type === 'object') {
    const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [{ key, value }] : [],
    )
    const database = entries.find(({ key, value }) => databaseKey.test(String(key.value)) && value.type === 'string')
    const stated = entries.flatMap(({ key, value }) =>
      settingsIn(value, [...path, String(key.value)], at, database && String(database.value.value)),
    )
    stated.push(...localEnd(entries, path, at))
    const isOff = entries.some(({ key, value }) => switchKey.test(String(key.value)) && value.value === false)
    return isOff ? stated.filter(({ kind }) => kind !== 'address' && kind !== 'env-read') : stated
  }
  if (node.type === 'array') {
    return (node.children ?? []).flatMap((item, index) => settingsIn(item, [...path, String(index)], at))
  }
  return node.type === 'string' ? factsOf(String(node.value), path, at(node.offset), database) : []
}

/** A host on this machine with the port beside it, and no store, `{ "Host": "localhost", "Port": 5102 }`: the port tells who answers there. */
function localEnd(
  entries: readonly { readonly key: Node; readonly value: Node }[],
  path: readonly string[],
  at: (offset: number) => At,
): Fact[] {
  const named = (name: RegExp) => entries.find(({ key }) => name.test(String(key.value)))
  const [host, port] = [named(/^host(?:name)?$/i), named(/^port$/i)]
  if (host === undefined || !isThisMachine(String(host.value.value)) || !/^\d{2,5}$/.test(String(port?.value.value)))
    return []
  const [name, number] = [String(host.value.value), Number(port?.value.value)]
  const address = { host: name, port: number, shown: `${name}:${number}` }
  const setting = [...path, String(host.key.value)].join('__')
  if (protocolOf(setting) !== undefined || protocolOfPort(number) !== undefined) return []
  return [{ kind: 'address', at: at(host.value.offset), address, use: 'default', setting }]
}

function factsOf(value: string, path: readonly string[], at: At, database: string | undefined): Fact[] {
  const name = path.join('__')
  if (host.test(value) && ownName.test(name))
    return [{ kind: 'network-name', at, source: 'discovery', name: value, selector: {}, ports: [] }]
  if (host.test(value) && askedName.test(name))
    return [
      { kind: 'address', at, address: { scheme: 'http', host: value, shown: value }, use: 'default', setting: name },
    ]
  if (ownUrls.test(name))
    return [...value.matchAll(port)].map((match) => ({ kind: 'listen', at, port: Number(match[1]) }))
  const address = withDatabase(parseAddress(value), database)
  if (address) return [{ kind: 'address', at, address, use: 'default', setting: name }]
  // The name of a setting is known to be read; only where it names a host is its value one.
  const isHost =
    hostKey.test(path.findLast((step) => !/^\d+$/.test(step)) ?? '') ||
    (/(?:^|__)Connection_?Strings?(?:__|$)/i.test(name) && protocolOf(name) !== undefined)
  return isHost && host.test(value) ? [{ kind: 'env-read', at, name, fallback: value }] : []
}

function withDatabase(address: Address | undefined, database: string | undefined): Address | undefined {
  const isOpen = address?.path === undefined && heldBy(address?.scheme ?? '') !== undefined
  if (address === undefined || database === undefined || !isOpen || !/^[\w.-]+$/.test(database)) return address
  return { ...address, path: database, shown: `${address.shown.replace(/\/$/, '')}/${database}` }
}
