import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { makerOf, ofOwnMakers } from '../imports/makers.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { isTestFile } from '../test-file.ts'

/** What steps of a path say of any package, and words of a variable of any address. */
const ofAny =
  /^(?:pkg|libs?|packages?|services?|svc|internal|common|core|shared|utils?|go|src|api|apps?|config|settings|envs?|url|uri|host|port|address|addr|endpoint|name|types?|models?|entit(?:y|ies)|enums?|v\d+|.)$/
const wordsIn = (text: string): string[] =>
  text
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '' && !ofAny.test(word))

/**
 * Whether a library that the makers of this repository keep in another one may take a variable for a service: its code
 * imports a package of theirs that is called after what the variable tells of, `github.com/acme/kit/broker` beside
 * `ACME_BROKER_HOST`.
 */
export function keptElsewhere(facts: FactIndex, ownersOf: LibraryUsers): (service: Service, name: string) => boolean {
  let known: ReadonlyMap<Service, ReadonlySet<string>> | undefined
  return (service, name) => {
    known ??= wordsOfLibraries(facts, ownersOf)
    const words = known.get(service)
    return words !== undefined && wordsIn(name).some((word) => words.has(word))
  }
}

/** Words in the paths of packages of the own makers that each service imports and that are not here. */
function wordsOfLibraries(facts: FactIndex, ownersOf: LibraryUsers): Map<Service, Set<string>> {
  const own = new Set(facts.of('package').flatMap(({ name }) => name ?? []))
  const isOurs = ofOwnMakers(facts)
  const isHere = (specifier: string): boolean =>
    specifier.split('/').some((_step, index, steps) => own.has(steps.slice(0, index + 1).join('/')))
  // What every variable of a system begins with is no word of a package: the maker, and the repository.
  const ofAll = new Set(
    [...own].flatMap((name) =>
      wordsIn(
        name
          .split('/')
          .slice(0, name.includes('.') ? 3 : 1)
          .join('/'),
      ),
    ),
  )
  const found = new Map<Service, Set<string>>()
  for (const fact of facts.of('import')) {
    const { specifier, language, at, typeOnly } = fact
    if (language !== 'go' && language !== 'typescript') continue
    if (typeOnly || isTestFile(at.file) || !isOurs(fact) || isHere(specifier)) continue
    const words = wordsIn(specifier.slice(makerOf(specifier, language).length)).filter((word) => !ofAll.has(word))
    for (const service of ownersOf(at.file)) {
      const all = found.get(service) ?? new Set<string>()
      for (const word of words) all.add(word)
      found.set(service, all)
    }
  }
  return found
}
