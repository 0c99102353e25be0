import type { ImportFact, RouteFact, RouteMountFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isTestFile } from '../test-file.ts'
import type { ImportResolver } from './resolver.ts'

/** A path that the routes of a file hang below, in the file that says so. */
interface Mount {
  readonly by: string
  readonly prefix: string
}

/** No router hangs on more others, and no file is hung in more places. */
const deepest = 8
const mostPlaces = 8

/**
 * Tells the whole paths under which routes are served: what other files hang the file of a route below stands before the
 * route's own path.
 */
export function mountedRoutes(facts: FactIndex, resolve: ImportResolver): (route: RouteFact) => readonly string[] {
  const mounts = mountsByFile(facts, resolve)
  const known = new Map<string, readonly string[]>()
  const prefixesOf = (file: string, seen: readonly string[] = []): readonly string[] => {
    const before = known.get(file)
    if (before !== undefined) return before
    if (seen.includes(file) || seen.length === deepest) return ['']
    const places = mounts.get(file) ?? []
    const all = places.flatMap(({ by, prefix }) => prefixesOf(by, [...seen, file]).map((above) => `${above}${prefix}/`))
    const prefixes = all.length === 0 ? [''] : [...new Set(all)].slice(0, mostPlaces)
    if (seen.length === 0) known.set(file, prefixes)
    return prefixes
  }
  return ({ at, path }) => prefixesOf(at.file).map((prefix) => (path === '' ? prefix.slice(0, -1) : prefix + path))
}

function mountsByFile(facts: FactIndex, resolve: ImportResolver): ReadonlyMap<string, readonly Mount[]> {
  const mounts = new Map<string, Mount[]>()
  for (const mount of facts.of('route-mount')) {
    const file = isTestFile(mount.at.file) ? undefined : mountedFile(mount, facts, resolve)
    if (file === undefined || file === mount.at.file) continue
    const places = mounts.get(file) ?? []
    mounts.set(file, places)
    places.push({ by: mount.at.file, prefix: mount.prefix })
  }
  return mounts
}

/** The file that has what is hung below a path. */
function mountedFile({ at, language, specifier, name }: RouteMountFact, facts: FactIndex, resolve: ImportResolver) {
  const behind = (fact: ImportFact, wanted: string | undefined, steps = 0): string | undefined => {
    const target = resolve(fact)
    if (target.kind !== 'file') return undefined
    const next = wanted === undefined || steps === deepest ? undefined : handedOn(target.file, wanted, facts)
    return next === undefined ? target.file : behind(next, next.renamed?.[wanted ?? ''] ?? wanted, steps + 1)
  }
  return behind({ kind: 'import', at, language, specifier, typeOnly: false }, name)
}

/** The import by which a file hands on something under a name; undefined where it has it itself. */
const handedOn = (file: string, name: string, facts: FactIndex): ImportFact | undefined =>
  facts
    .in(file)
    .find(
      (fact): fact is ImportFact =>
        fact.kind === 'import' &&
        fact.handsOn === true &&
        (fact.renamed?.[name] !== undefined || fact.names?.includes(name) === true),
    )
