import type { FactIndex } from '../../facts/fact-index.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { isTestFile } from '../test-file.ts'
import { groupOf } from './owners.ts'
import type { Setting } from './setting.ts'

const linked = /^([A-Z][A-Z0-9_]*)_SERVICE_HOST$/

/**
 * Variables that a cluster gives each pod of the Services beside it, though no manifest names them: `USERS_SERVICE_HOST` is
 * the host of the Service `users`. Of what code reads, where nothing else gives the variable to that service.
 */
export function serviceLinks(facts: FactIndex, ownersOf: LibraryUsers, given: readonly Setting[]): Setting[] {
  const names = new Map<string, string>()
  for (const { source, name } of facts.of('network-name')) {
    if (source === 'kubernetes') names.set(name.toUpperCase().replaceAll('-', '_'), name)
  }
  if (names.size === 0) return []
  const told = new Set(given.map(({ service, name }) => `${service.name}\0${name}`))
  return facts.of('env-read').flatMap(({ at, name }): Setting[] => {
    const value = names.get(linked.exec(name)?.[1] ?? '')
    if (value === undefined || isTestFile(at.file)) return []
    return ownersOf(at.file).flatMap((service): Setting[] =>
      told.has(`${service.name}\0${name}`)
        ? []
        : [{ service, name, value, at, source: 'env-set', group: groupOf(at.file, undefined), inContainer: true }],
    )
  })
}
