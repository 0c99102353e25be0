import type { Address } from '../../../facts/fact.ts'
import { protocolOf, protocolOfScheme } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { mounters } from '../../owners/mounters.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import { importedDrivers } from '../drivers/imported.ts'
import type { SeenAddress } from '../seen-address.ts'
import type { Sources } from '../sources.ts'

/**
 * Addresses of stores and brokers in a file of settings that compose gives to several services, for those whose code has a library
 * which speaks with such a one: all of them are given more than each uses. Of several of a kind nobody can tell whose each is.
 */
export function sharedFileAddresses(sources: Sources): SeenAddress[] {
  const { services, facts } = sources
  const mountersOf = mounters(services, facts)
  const files = new Map<string, Map<string, Found[]>>()
  for (const { at, address, setting } of facts.of('address')) {
    const protocol = setting === undefined ? undefined : spokenAt(address)
    if (protocol === undefined || setting === undefined || mountersOf(at.file).length < 2) continue
    if (serviceOf({ services }, at.file) !== undefined) continue
    const found = files.get(at.file) ?? new Map<string, Found[]>()
    files.set(at.file, found.set(protocol, [...(found.get(protocol) ?? []), { at, address, setting }]))
  }
  if (files.size === 0) return []
  const speaks = speakers(sources)
  return [...files].flatMap(([file, protocols]) =>
    [...protocols].flatMap(([protocol, [first, ...others]]) => {
      const isOne = first !== undefined && others.every(({ address }) => address.shown === first.address.shown)
      return !isOne
        ? []
        : mountersOf(file).flatMap((from): SeenAddress[] => {
            const { at, address, setting } = first
            const detail = `${setting}=${address.shown}`
            return speaks(from, protocol)
              ? [{ from, at, address, setting, detail, kind: 'mounted-file', confidence: 0.7, inContainer: true }]
              : []
          })
    }),
  )
}

type Found = Pick<SeenAddress, 'at' | 'address'> & { readonly setting: string }

/** What is spoken at an address: as its scheme says, else as its host is called. */
const spokenAt = ({ scheme, host }: Address): string | undefined =>
  scheme === undefined ? protocolOf(host) : protocolOfScheme(scheme)

/** Whether the code of a service, or of a library that it is built with, imports what speaks a protocol. */
function speakers(sources: Sources): (service: Service, protocol: string) => boolean {
  const known = new Map<Service, Set<string | undefined>>()
  for (const { service, store } of importedDrivers(sources).uses)
    known.set(service, (known.get(service) ?? new Set()).add(protocolOf(store)))
  return (service, protocol) => known.get(service)?.has(protocol) === true
}
