import type { StubFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { isTestFile } from '../test-file.ts'

/**
 * Whether a service has the code of a client and makes none: no code of it, and none that all share, takes a function that
 * hands it out. Such files are copied from service to service, each of which makes the clients that it needs.
 */
export function idleClients(facts: FactIndex, ownersOf: LibraryUsers): (stub: StubFact, service: Service) => boolean {
  /** By the name of a function: who takes it; undefined stands for code of nobody. */
  const takers = new Map<string, Set<string | undefined>>()
  for (const { at, names } of facts.of('maker-use')) {
    if (isTestFile(at.file)) continue
    const owners = ownersOf(at.file)
    for (const name of names) {
      const known = takers.get(name) ?? new Set()
      takers.set(name, known)
      if (owners.length === 0) known.add(undefined)
      for (const owner of owners) known.add(owner.name)
    }
  }
  const isTaken = (maker: string, { name }: Service): boolean =>
    takers.get(maker)?.has(name) === true || takers.get(maker)?.has(undefined) === true
  return ({ makers = [] }, service) => makers.length > 0 && !makers.some((maker) => isTaken(maker, service))
}
