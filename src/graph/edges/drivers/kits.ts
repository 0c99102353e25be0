import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { drivers } from '../../../products/drivers.ts'
import { keepsRows, protocolOf } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { serviceOfWorkload, workloadNamed } from '../../subjects.ts'
import { isTestFile } from '../../test-file.ts'

/**
 * Finds who uses a store that a package of Go speaks with which several programs share, where that package speaks with
 * others in files of their own: each takes what it needs of it, which the variables tell that it is given. Who is given
 * nothing that says what it is for may use all.
 */
export function usersOfKits(
  services: readonly Service[],
  facts: FactIndex,
): (file: string, store: string, users: readonly Service[]) => readonly Service[] {
  let kits: ReadonlySet<string> | undefined
  let given: ReadonlyMap<Service, ReadonlySet<string>> | undefined
  return (file, store, users) => {
    if (users.length < 2 || !file.endsWith('.go')) return users
    kits ??= kitsOf(facts)
    if (!kits.has(posix.dirname(file))) return users
    given ??= givenProtocols(services, facts)
    const spoken = protocolOf(store) ?? store
    return users.filter((service) => {
      const told = given?.get(service)
      return told === undefined || told.has(spoken) || (keepsRows(spoken) && told.has('sql'))
    })
  }
}

/** Folders of packages that speak with several stores, each in a file of its own. */
function kitsOf(facts: FactIndex): ReadonlySet<string> {
  const stores = new Map<string, Map<string, Set<string>>>()
  for (const { at, language, specifier } of facts.of('import')) {
    const store =
      language === 'go' && !isTestFile(at.file) ? drivers.find(([pattern]) => pattern.test(specifier))?.[1] : undefined
    if (store === undefined) continue
    const folder = posix.dirname(at.file)
    const files = stores.get(folder) ?? new Map<string, Set<string>>()
    stores.set(folder, files.set(at.file, (files.get(at.file) ?? new Set()).add(store)))
  }
  const isKit = (files: ReadonlyMap<string, ReadonlySet<string>>): boolean =>
    files.size > 1 && new Set([...files.values()].flatMap((each) => [...each])).size > 1
  return new Set([...stores].flatMap(([folder, files]) => (isKit(files) ? [folder] : [])))
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
