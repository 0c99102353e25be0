import { present } from '../../../facts/present.ts'
import { protocolOf, protocolOfPort, storeKind } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import type { Host } from '../../hosts/who-runs.ts'
import { isTestFile } from '../../test-file.ts'
import type { SeenAddress } from '../seen-address.ts'
import type { Sources } from '../sources.ts'

/**
 * Gives hosts of databases that settings tell the name that code puts behind them, where it is the only one there:
 * `DB_HOST=db`, and `postgres://${DB_HOST}/orders`.
 */
export function withNamedDatabases(seen: readonly SeenAddress[], { facts, find, ownersOf }: Sources): SeenAddress[] {
  const names = new Map<Service, { store: string; name: string }[]>()
  for (const { at, store, name } of facts.of('database-name')) {
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file))
      names.set(service, [...(names.get(service) ?? []), { store, name }])
  }
  if (names.size === 0) return [...seen]
  return seen.map((each) => {
    const { from, address, setting } = each
    const told = names.get(from)
    if (told === undefined || setting === undefined || address.path !== undefined) return each
    const scheme = address.scheme === 'sql' ? undefined : address.scheme
    const spoken =
      scheme ?? protocolOf(setting) ?? protocolIn(find(address.host, address.port)) ?? protocolOfPort(address.port)
    const isMeant = (store: string): boolean =>
      spoken === undefined ? address.scheme === 'sql' && store !== 'mongodb' : store === spoken
    const [path, ...others] = new Set(told.flatMap(({ store, name }) => (isMeant(store) ? [name] : [])))
    return path === undefined || others.length > 0
      ? each
      : { ...each, address: { ...address, ...present({ scheme: address.scheme ?? spoken }), path } }
  })
}

const protocolIn = (host: Host | undefined): string | undefined =>
  host?.kind === 'resource' && host.protocol !== undefined && storeKind(host.protocol) === 'database'
    ? host.protocol
    : undefined
