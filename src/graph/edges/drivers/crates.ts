import { posix } from 'node:path'
import { ofWorkspace } from '../../../facts/cargo/index.ts'
import type { PackageFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { bringers } from '../../../products/drivers.ts'
import { foldersAbove } from '../../folders-above.ts'

type Dependency = PackageFact['dependencies'][number]

/** What manifests of crates say of stores: what the workspace adds to a dependency, and which crates speak with several. */
export function cratesOf(facts: FactIndex) {
  const workspaces = new Map(
    facts.of('package').flatMap(({ at, offers }) => (offers === undefined ? [] : [[posix.dirname(at.file), offers]])),
  )
  const offeredTo = ({ ecosystem, at, dependencies }: PackageFact): Dependency[] => {
    if (ecosystem !== 'cargo' || workspaces.size === 0) return []
    const root = ['.', ...foldersAbove(at.file)].findLast((folder) => workspaces.has(folder))
    const offers = workspaces.get(root ?? '') ?? []
    return dependencies.flatMap((each) =>
      each.spec !== ofWorkspace
        ? []
        : offers.filter((offer) => offer.startsWith(`${each.name}-`)).map((name) => ({ ...each, name })),
    )
  }
  const storesOf = (fact: PackageFact): ReadonlySet<string> =>
    new Set(
      (fact.ecosystem === 'cargo' ? [...fact.dependencies, ...offeredTo(fact)] : []).flatMap(({ name, dev }) =>
        dev ? [] : (bringers.find(([pattern]) => pattern.test(name))?.[1] ?? []),
      ),
    )
  return {
    offeredTo,
    namesStores: (fact: PackageFact): boolean => storesOf(fact).size > 0,
    isKit: (fact: PackageFact): boolean => storesOf(fact).size > 1,
  }
}
