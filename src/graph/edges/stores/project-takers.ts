import { posix } from 'node:path'
import type { Address } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { storeKind } from '../../../products/protocols.ts'
import { foldersAbove } from '../../folders-above.ts'
import type { Service } from '../../graph.ts'
import { serviceOf } from '../../subjects/of-file.ts'

/** `Orders.Client`, `Shop.HttpClients`: a project that calls somebody for whoever takes it. */
const forCallers = /(?:^|[./])\w*(?:Clients?|Sdk)$/

/**
 * The services whose own project names the one of .NET that a file lies in, where several do and so it is none's: of an address
 * of a database that code there holds, as contexts of Entity Framework do (`UseNpgsql("Host=db;Database=orders")`), and of whom
 * a project calls that is there for callers (`Orders.Client`).
 */
export function projectTakers(
  services: readonly Service[],
  facts: FactIndex,
): (file: string, address: Address) => readonly Service[] {
  let known: ReadonlyMap<string, ReadonlySet<Service>> | undefined
  return (file, { scheme = '', path = '' }) => {
    if (!file.endsWith('.cs')) return []
    known ??= takersByFolder(services, facts)
    const folder = foldersAbove(file).findLast((above) => known?.has(above))
    const isOfDatabase = path !== '' && storeKind(scheme) === 'database'
    const isMeant =
      folder !== undefined && (isOfDatabase || (storeKind(scheme) === undefined && forCallers.test(folder)))
    return isMeant ? [...(known.get(folder) ?? [])] : []
  }
}

function takersByFolder(services: readonly Service[], facts: FactIndex): Map<string, Set<Service>> {
  const takers = new Map<string, Set<Service>>()
  for (const { language, at, specifier } of facts.of('import')) {
    const owner = language === 'msbuild' && /proj$/.test(specifier) ? serviceOf({ services }, at.file) : undefined
    if (owner === undefined) continue
    const folder = posix.dirname(posix.join(posix.dirname(at.file), specifier))
    takers.set(folder, (takers.get(folder) ?? new Set()).add(owner))
  }
  return takers
}
