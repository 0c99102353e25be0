import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'

/**
 * Which services are built with a file of Rust that lies with none of them: those whose crate it is of, or whose crate is
 * built with that one, over however many steps. Programs of one crate have its code in common.
 */
export function crateUsers(services: readonly Service[], facts: FactIndex): LibraryUsers {
  const crates = facts.of('package').filter(({ ecosystem }) => ecosystem === 'cargo')
  const byName = new Map(crates.flatMap(({ name, at }) => (name ? [[name, posix.dirname(at.file)] as const] : [])))
  const next = new Map<string, string[]>()
  for (const { at, dependencies } of crates) {
    const built = dependencies.flatMap(({ name, dev }) => (dev ? [] : (byName.get(name) ?? [])))
    next.set(posix.dirname(at.file), [...(next.get(posix.dirname(at.file)) ?? []), ...built])
  }
  const crateOf = (folder: string): string | undefined =>
    [folder, ...foldersAbove(folder).reverse(), '.'].find((each) => next.has(each))
  const users = new Map<string, Set<Service>>()
  const homes = new Map(
    services.map((service) => [service, service.language === 'rust' ? crateOf(service.path) : undefined]),
  )
  const ofServices = new Set(homes.values())
  for (const [service, own] of homes) {
    const reached = new Set(own === undefined ? [] : [own])
    // A set tells of what is added while it is walked.
    for (const crate of reached) {
      // What another service is built with is that one's, though its clients are taken from there.
      if (crate !== own && ofServices.has(crate)) continue
      users.set(crate, (users.get(crate) ?? new Set()).add(service))
      for (const built of next.get(crate) ?? []) reached.add(built)
    }
  }
  return (file) => [...(users.get(crateOf(posix.dirname(file)) ?? '') ?? [])]
}
