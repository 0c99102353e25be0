import { type StoreKind, stores } from './stores.ts'

const schemes = new Map(stores.flatMap(({ protocol, schemes = [] }) => schemes.map((scheme) => [scheme, protocol])))
const ports = new Map(stores.flatMap(({ protocol, port }) => (port === undefined ? [] : [[port, protocol] as const])))
/** The first row of each protocol, which speaks for all of them. */
const byProtocol = new Map([...stores].reverse().map((store) => [store.protocol, store]))
/** A name may tell of several kinds: of `mongodb-cache` that it is a database. */
const kinds = (['database', 'cache', 'broker', 'objectstore'] as const).map((kind): readonly [StoreKind, RegExp] => [
  kind,
  new RegExp(stores.flatMap(({ kind: own, named }) => (own === kind && named ? [named.source] : [])).join('|')),
])

/** What works with a store is called after it as well: `shop/elasticsearch-live-indexing`. */
const worker = /[-_](?:(?:re)?index(?:ing|er)|consumer|producer|subscriber|importer|listener)$/

/** What kind of store an image or a scheme stands for; undefined for anything else. */
export function storeKind(name: string): StoreKind | undefined {
  // `mcr.microsoft.com/mssql/server` is a server of what stands before it.
  const parts = name.toLowerCase().replace(/@.*$/, '').split('/')
  const last = parts.slice(/^server(?::|$)/.test(parts.at(-1) ?? '') ? -2 : -1).join('-')
  const plain = last.replace(/:.*$/, '')
  return worker.test(plain) ? undefined : kinds.find(([, named]) => named.test(plain))?.[0]
}

/** What is spoken with the store or broker that a name tells of, be it of an image, a host or a setting. */
export const protocolOf = (name: string): string | undefined => stores.find(({ told }) => told?.test(name))?.protocol

/** What is spoken with a store or broker at an address of this scheme, in small letters; undefined for any other scheme. */
export const protocolOfScheme = (scheme: string): string | undefined => schemes.get(scheme)

/** What a store or broker speaks that answers at this port by custom, where nothing else tells. */
export const protocolOfPort = (port: number | undefined): string | undefined =>
  port === undefined ? undefined : ports.get(port)

/** The port at which a store or broker of this protocol answers by custom. */
export const portOf = (protocol: string): number | undefined => byProtocol.get(protocol)?.port

/** Whether rows are asked for with this: a library for one such database is there for whichever of them is set, and `DB_HOST` may be any. */
export const keepsRows = (protocol: string): boolean =>
  /^(?:sql|postgres|mysql|mariadb|sqlserver|oracle|sqlite)$/.test(protocol)

/** Whether this is spoken over HTTP: an address of `http:` may be one of it. */
export const isOverHttp = (protocol: string): boolean => byProtocol.get(protocol)?.overHttp ?? false

/** What a server that this is spoken with holds, each named in its address; undefined where it holds but one of a kind. */
export const heldBy = (protocol: string): 'databases' | 'schemas' | undefined => byProtocol.get(protocol)?.holds
