import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import type { ImportResolver } from './resolver.ts'

/** By the folder of each package of Go: the folders of those of this repository that it imports. */
export function reachedFolders(facts: FactIndex, resolve: ImportResolver): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>()
  for (const fact of facts.of('import')) {
    if (fact.language !== 'go' || isTestFile(fact.at.file)) continue
    const target = resolve(fact)
    // A package that is not there (generated, and in no repository) is known by its module alone.
    if (target.kind !== 'file' || !target.file.endsWith('.go')) continue
    const folder = posix.dirname(fact.at.file)
    reached.set(folder, (reached.get(folder) ?? new Set()).add(posix.dirname(target.file)))
  }
  return reached
}

/** By the folder of a package of Go outside of all services: the services that are built with it, over however many steps. `withRoot`: so is a program at the root, under a name of its own, beside services below it. */
export function packageUsers(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
  withRoot = false,
): ReadonlyMap<string, ReadonlySet<Service>> {
  const atRoot = facts.of('program').find(({ at, language }) => language === 'go' && !at.file.includes('/'))
  const next = reachedFolders(facts, resolve)
  const ownerOf = (folder: string): Service | undefined => serviceOf({ services }, `${folder}/.`)
  const users = new Map<string, Set<Service>>()
  const visit = (service: Service, folder: string): void => {
    for (const reached of next.get(folder) ?? []) {
      const known = users.get(reached) ?? new Set<Service>()
      if (known.has(service) || ownerOf(reached) !== undefined) continue
      users.set(reached, known.add(service))
      visit(service, reached)
    }
  }
  for (const folder of next.keys()) {
    const service = ownerOf(folder)
    if (service) visit(service, folder)
    else if (withRoot && folder === '.' && atRoot)
      visit({ name: '.', path: '.', known: 'discovered', at: atRoot.at }, folder)
  }
  return users
}

/**
 * Whose stores a file speaks with: those of its owner, else those of the services that are built with the package of Go
 * that it is of. Whom such a package calls is another question: it may have clients of all services, of which each takes
 * one. `isUsual`: all programs of Go have it, which shows of none that it uses it.
 */
export function storeOwners(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
  ownersOf: LibraryUsers,
): { readonly of: LibraryUsers; readonly isUsual: (file: string) => boolean } {
  let users: ReturnType<typeof packageUsers> | undefined
  const usersOf = (file: string): ReadonlySet<Service> | undefined => {
    users ??= packageUsers(services, facts, resolve)
    return users.get(posix.dirname(file))
  }
  const inGo = services.filter(({ language }) => language === 'go')
  return {
    of(file) {
      const owners = ownersOf(file)
      return owners.length > 0 || !file.endsWith('.go') || isTestFile(file) ? owners : [...(usersOf(file) ?? [])]
    },
    isUsual(file) {
      if (!file.endsWith('.go') || ownersOf(file).length > 0) return false
      const all = usersOf(file)
      return inGo.length > 1 && inGo.every((service) => all?.has(service))
    },
  }
}
