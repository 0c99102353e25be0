import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { drivers } from '../../../products/drivers.ts'
import { keepsRows, protocolOf } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { workloadNamed } from '../../subjects/of-fact.ts'
import { serviceOfWorkload } from '../../subjects/of-workload.ts'
import { isTestFile } from '../../test-file.ts'

/** A package that speaks with several stores. */
interface Kit {
  readonly stores: ReadonlySet<string>
  /** With each in a file of its own. */
  readonly isApart: boolean
}

/**
 * Finds who uses a store that a package of Go speaks with which several programs share, where that package speaks with
 * others as well: each takes what it needs of it, which the variables tell that it is given. Who is given nothing that says
 * what it is for may use all. Of stores that one file opens, which may open all, only those are told apart that some are
 * given, while others are given another one of them.
 */
export function usersOfKits(
  services: readonly Service[],
  facts: FactIndex,
): (file: string, store: string, users: readonly Service[]) => readonly Service[] {
  let kits: ReadonlyMap<string, Kit> | undefined
  let given: ReadonlyMap<Service, ReadonlySet<string>> | undefined
  return (file, store, users) => {
    if (users.length < 2 || !file.endsWith('.go')) return users
    kits ??= kitsOf(facts)
    const kit = kits.get(posix.dirname(file))
    if (kit === undefined) return users
    given ??= givenProtocols(services, facts)
    const isGiven = (service: Service, which: string): boolean => {
      const [told, spoken] = [given?.get(service), protocolOf(which) ?? which]
      return told !== undefined && (told.has(spoken) || (keepsRows(spoken) && told.has('sql')))
    }
    if (!kit.isApart) {
      if (!users.some((user) => isGiven(user, store))) return users
      return users.filter((user) => isGiven(user, store) || ![...kit.stores].some((each) => isGiven(user, each)))
    }
    return users.filter((user) => given?.get(user) === undefined || isGiven(user, store))
  }
}

/** Packages that speak with several stores, by their folders. */
function kitsOf(facts: FactIndex): ReadonlyMap<string, Kit> {
  const stores = new Map<string, Map<string, Set<string>>>()
  for (const { at, language, specifier } of facts.of('import')) {
    const store =
      language === 'go' && !isTestFile(at.file) ? drivers.find(([pattern]) => pattern.test(specifier))?.[1] : undefined
    if (store === undefined) continue
    const folder = posix.dirname(at.file)
    const files = stores.get(folder) ?? new Map<string, Set<string>>()
    stores.set(folder, files.set(at.file, (files.get(at.file) ?? new Set()).add(store)))
  }
  const kits = [...stores].map(([folder, files]): [string, Kit] => {
    const all = new Set([...files.values()].flatMap((each) => [...each]))
    return [folder, { stores: all, isApart: files.size > 1 }]
  })
  return new Map(kits.filter(([, kit]) => kit.stores.size > 1))
}

/** What the names of variables say that manifests give to each service. */
function givenProtocols(services: readonly Service[], facts: FactIndex): ReadonlyMap<Service, ReadonlySet<string>> {
  const found = new Map<Service, Set<string>>()
  for (const { at, name, workload } of facts.of('env-set')) {
    const protocol = workload === undefined ? undefined : protocolOf(name)
    if (workload === undefined || protocol === undefined) continue
    const running = workloadNamed(facts, workload, at.file)
    const service = running && serviceOfWorkload({ services }, running)
    if (service) found.set(service, (found.get(service) ?? new Set()).add(protocol))
  }
  return found
}
