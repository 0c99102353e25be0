import { present } from '../../../facts/present.ts'
import { protocolOf, protocolOfPort, storeKind } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import type { Host } from '../../hosts/who-runs.ts'
import { isTestFile } from '../../test-file.ts'
import type { SeenAddress } from '../seen-address.ts'
import type { Sources } from '../sources.ts'

interface Told {
  readonly store: string
  readonly name: string
  readonly isTaken: boolean
}

/**
 * Gives hosts of databases that settings tell the name that code puts behind them, where it is the only one there:
 * `DB_HOST=db`, and `postgres://${DB_HOST}/orders`. What is taken from a client of the whole server may be several.
 */
export function withNamedDatabases(seen: readonly SeenAddress[], sources: Sources): SeenAddress[] {
  const { facts, find, ownersOf } = sources
  const givenTo = valuesOf(sources)
  const names = new Map<Service, Told[]>()
  for (const { at, store, setting, name: written, isTaken = false } of facts.of('database-name')) {
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file)) {
      const name = (setting === undefined ? undefined : givenTo(service, setting)) ?? written
      if (name !== '') names.set(service, [...(names.get(service) ?? []), { store, name, isTaken }])
    }
  }
  if (names.size === 0) return [...seen]
  return seen.flatMap((each): SeenAddress[] => {
    const { from, address, setting } = each
    const told = names.get(from)
    if (told === undefined || setting === undefined || address.path !== undefined) return [each]
    const scheme = address.scheme === 'sql' ? undefined : address.scheme
    const spoken =
      scheme ?? protocolOf(setting) ?? protocolIn(find(address.host, address.port)) ?? protocolOfPort(address.port)
    const isMeant = (store: string): boolean =>
      spoken === undefined ? address.scheme === 'sql' && store !== 'mongodb' : store === spoken
    const meant = told.filter(({ store }) => isMeant(store))
    const paths = [...new Set(meant.map(({ name }) => name))]
    if (paths.length === 0 || (paths.length > 1 && !meant.every(({ isTaken }) => isTaken))) return [each]
    return paths.map((path) => ({
      ...each,
      address: { ...address, ...present({ scheme: address.scheme ?? spoken }), path },
    }))
  })
}

/** What a service is given under a name. */
function valuesOf({ settings }: Sources): (service: Service, name: string) => string | undefined {
  let values: ReadonlyMap<string, string> | undefined
  return (service, name) => {
    values ??= new Map(settings().map((each) => [`${each.service.name}\0${each.name}`, each.value]))
    return values.get(`${service.name}\0${name}`)
  }
}

const protocolIn = (host: Host | undefined): string | undefined =>
  host?.kind === 'resource' && host.protocol !== undefined && storeKind(host.protocol) === 'database'
    ? host.protocol
    : undefined
