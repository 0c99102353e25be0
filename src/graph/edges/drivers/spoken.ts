import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import type { ImportFact } from '../../../facts/fact.ts'
import { drivers } from '../../../products/drivers.ts'
import { keepsRows, protocolOf } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { packageUsers } from '../../imports/go-packages.ts'
import { ofOwnMakers } from '../../imports/makers.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'
import type { Sources } from '../sources.ts'
import { spokenByProjects } from './spoken-by-projects.ts'
import { ofPython, spokenWords } from './spoken-words.ts'

/** Languages whose programs import all that they use, by how services are called by them. */
const importing: Readonly<Record<string, string>> = {
  go: 'go',
  python: 'python',
  typescript: 'typescript',
  javascript: 'typescript',
}

/**
 * Whether a program can speak with a store: it imports all that it uses, so that an address of a store which nothing that it
 * is built with can speak with was left behind in its settings; in .NET its projects name it. What cannot be told is true; so is, where settings choose what is
 * loaded, what a manifest gives (`isGiven`), and all of a program of which little is seen.
 */
export function speaksWith(sources: Sources): (service: Service, protocol: string, isGiven: boolean) => boolean {
  let known: ReadonlyMap<Service, Imported> | undefined
  const ofProjects = spokenByProjects(sources.facts)
  return (service, protocol, isGiven) => {
    if (service.language === 'csharp') return ofProjects(service, protocol)
    const language = importing[service.language ?? '']
    const word = language === undefined ? undefined : spokenWords(language)?.[protocol]
    if (language === undefined || word === undefined) return true
    known ??= importsFromElsewhere(sources)
    const imported = known.get(service)
    const specifiers = imported?.specifiers.get(language)
    if (imported === undefined || specifiers === undefined || imported.isOpen) return true
    // Of a service in several such languages nobody knows which of its programs has the address.
    const mayLoad = isGiven || imported.specifiers.size > 1 || packagesIn(specifiers) < fewest
    if (language !== 'go' && mayLoad) return true
    return [...specifiers].some((specifier) => {
      if (ofOneMaker.test(specifier) && !drivers.some(([pattern]) => pattern.test(specifier))) return false
      const store = drivers.find(([pattern]) => pattern.test(specifier))?.[1]
      if (store === undefined) return word.test(language === 'python' ? moduleOf(specifier) : specifier)
      const spoken = protocolOf(store) ?? store
      return spoken === protocol || (keepsRows(spoken) && keepsRows(protocol))
    })
  }
}

/** Packages of Go of those who make one database or cloud, around their drivers: `mongo-driver/bson` speaks with no database of rows. */
const ofOneMaker = /^(?:go\.mongodb\.org|github\.com\/aws\/aws-sdk-go(?:-v2)?)\//

const moduleOf = (specifier: string): string => {
  const [first = ''] = specifier.split('.')
  return ofPython.has(first) ? '' : first
}

/** How many packages from elsewhere a program of some size imports. */
const fewest = 4
const packagesIn = (specifiers: ReadonlySet<string>): number =>
  new Set(
    [...specifiers]
      .map((each) => each.split(/[./]/)[0] ?? '')
      .filter((name) => name !== '' && !ofPython.has(name) && !isBuiltin(name)),
  ).size

/** What the code of a service imports from outside of the repository. */
interface Imported {
  /** By language. */
  readonly specifiers: Map<string, Set<string>>
  /** Something that it imports may do anything: its own makers keep it elsewhere, or what is imported is told at run time. */
  isOpen: boolean
}

function importsFromElsewhere({ services, facts, resolve, ownersOf }: Sources): Map<Service, Imported> {
  const found = new Map<Service, Imported>()
  const of = (service: Service): Imported => {
    const known = found.get(service) ?? { specifiers: new Map(), isOpen: false }
    found.set(service, known)
    return known
  }
  const users = packageUsers(services, facts, resolve, { running: true, through: true })
  const isOurs = ofOwnMakers(facts)
  const servicesWith = (file: string): readonly Service[] => {
    const owner = serviceOf({ services }, file)
    if (!file.endsWith('.go')) return ownersOf(file)
    return [...(owner === undefined ? [] : [owner]), ...(users.get(posix.dirname(file)) ?? [])]
  }
  const take = (fact: ImportFact): void => {
    const target = resolve(fact)
    const isKept = target.kind === 'file' && posix.extname(target.file) === '.json'
    if (target.kind === 'file' && !isKept) return
    for (const service of servicesWith(fact.at.file)) {
      const imported = of(service)
      const known = imported.specifiers.get(fact.language) ?? new Set()
      imported.specifiers.set(fact.language, known.add(fact.specifier))
      // Of a package whose code is not here yet, or is built, nothing is known.
      if (isKept || isOurs(fact)) imported.isOpen = true
    }
  }
  for (const fact of facts.of('import')) if (!fact.typeOnly && !isTestFile(fact.at.file)) take(fact)
  for (const { at, about } of facts.of('unresolved'))
    if (about === 'import' && !isTestFile(at.file))
      for (const service of servicesWith(at.file)) of(service).isOpen = true
  return found
}
