import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { packageUsers } from '../imports/go-packages.ts'
import { importResolver } from '../imports/index.ts'

/** Packages of Go that hold the version of whatever is built with them: `pkg/version`, `internal/buildinfo`. */
const ofVersion = /(?:^|\/)(?:version|build-?info)$/i

/**
 * Whether two services tell the same version, since both are built with the package of Go that holds it: a product of several
 * programs. They are released together on purpose.
 */
export function oneRelease(services: readonly Service[], facts: FactIndex): (a: string, b: string) => boolean {
  let known: readonly ReadonlySet<string>[] | undefined
  const releases = (): readonly ReadonlySet<string>[] => {
    const resolve = importResolver([...new Set(facts.all.map(({ at }) => at.file))], facts)
    return [...packageUsers(services, facts, resolve)].flatMap(([folder, users]) =>
      ofVersion.test(folder) ? [new Set([...users].map(({ name }) => name))] : [],
    )
  }
  return (a, b) => {
    known ??= releases()
    return known.some((names) => names.has(a) && names.has(b))
  }
}
