import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { packageUsers } from '../imports/go-packages.ts'
import { resolverOf } from '../imports/index.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'

/** Packages of Go that hold the version of whatever is built with them: `pkg/version`, `internal/buildinfo`. */
const ofVersion = /\/(?:version|build-?info)$/i

/**
 * Whether two services tell the same version, since both are built with the package of Go that holds it: a product of several
 * programs. They are released together on purpose.
 */
export function oneRelease(services: readonly Service[], facts: FactIndex): (a: string, b: string) => boolean {
  let known: readonly ReadonlySet<string>[] | undefined
  return (a, b) => {
    known ??= releases(services, facts)
    return known.some((names) => names.has(a) && names.has(b))
  }
}

/** By each package of a module of ours that holds a version: the services that are built with it. */
function releases(services: readonly Service[], facts: FactIndex): readonly ReadonlySet<string>[] {
  const modules = facts.of('package').flatMap(({ ecosystem, name }) => (ecosystem === 'go' && name ? [name] : []))
  const taken = facts
    .of('import')
    .filter(
      ({ language, specifier, at }) =>
        language === 'go' &&
        ofVersion.test(specifier) &&
        modules.some((name) => specifier.startsWith(`${name}/`)) &&
        !isTestFile(at.file),
    )
  if (taken.length === 0) return []
  const users = packageUsers(services, facts, resolverOf(facts))
  const found = new Map<string, Set<string>>()
  for (const { specifier, at } of taken) {
    const owner = serviceOf({ services }, at.file)
    const takers = owner ? [owner] : [...(users.get(posix.dirname(at.file)) ?? [])]
    const known = found.get(specifier) ?? new Set()
    found.set(specifier, known)
    for (const { name } of takers) known.add(name)
  }
  return [...found.values()]
}
