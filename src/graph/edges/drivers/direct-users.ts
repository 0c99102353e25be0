import { posix } from 'node:path'
import { drivers } from '../../../products/drivers.ts'
import type { Service } from '../../graph.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'
import type { Sources } from '../sources.ts'
import { kindOf } from './uses.ts'

const isForOne = (stores: ReadonlySet<string> = new Set()): boolean =>
  stores.size === 1 && [...stores].every((store) => /^(?:database|broker)$/.test(kindOf(store)))

/**
 * Whether a service's own code imports the package of Go that a file is of, and that package is there for one database or
 * broker: `storage/pg`. Who imports it uses it, whatever others are told of where theirs is. A cache is often offered beside.
 */
export function directUsers({ services, facts, resolve }: Sources): (service: Service, file: string) => boolean {
  let known: ReadonlyMap<string, ReadonlySet<Service>> | undefined
  return (service, file) => {
    if (!file.endsWith('.go')) return false
    known ??= importersByFolder()
    return known.get(posix.dirname(file))?.has(service) === true
  }

  function importersByFolder(): Map<string, Set<Service>> {
    const stores = new Map<string, Set<string>>()
    const importers = new Map<string, Set<Service>>()
    for (const fact of facts.of('import')) {
      if (fact.language !== 'go' || isTestFile(fact.at.file)) continue
      const owner = serviceOf({ services }, fact.at.file)
      const folder = posix.dirname(fact.at.file)
      if (owner === undefined) {
        const store = drivers.find(([pattern]) => pattern.test(fact.specifier))?.[1]
        if (store !== undefined) stores.set(folder, (stores.get(folder) ?? new Set()).add(store))
        continue
      }
      const target = resolve(fact)
      const reached = target.kind === 'file' ? posix.dirname(target.file) : folder
      if (reached !== folder) importers.set(reached, (importers.get(reached) ?? new Set()).add(owner))
    }
    return new Map([...importers].filter(([folder]) => isForOne(stores.get(folder))))
  }
}
