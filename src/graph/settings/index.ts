import type { FactIndex } from '../../facts/fact-index.ts'
import { readLanguages } from '../../facts/index.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import { boundNames } from './bound.ts'
import { given, passed } from './given.ts'
import { namesInCommands } from './in-commands.ts'
import { keptElsewhere } from './kept-elsewhere.ts'
import { mapped } from './mapped.ts'
import { ownersOfWorkloads } from './owners.ts'
import { serviceLinks } from './service-links.ts'
import type { Setting } from './setting.ts'
import type { UnreadFields } from './untaken/fields.ts'

export type { Setting } from './setting.ts'

/**
 * Every variable with a known value that a service is given and that its code reads. What a manifest offers and nobody
 * reads says nothing. Where a service's code could not be read, what is given to it alone stands; of what is given to
 * others as well (a ConfigMap for all), what its code at least names.
 */
export function settingsOf(
  services: readonly Service[],
  facts: FactIndex,
  ownersOf: LibraryUsers,
  isFieldUnread: UnreadFields,
): Setting[] {
  const reads = readsBySubject(services, facts, ownersOf, isFieldUnread)
  const isRead = withPrefixes(reads, prefixesOf(facts, ownersOf))
  const isBound = boundNames(facts, ownersOf)
  const isKept = keptElsewhere(facts, ownersOf)
  const owners = ownersOfWorkloads(services, facts)
  const told = [...given(services, facts, owners), ...mapped(services, facts, owners), ...passed(facts, owners)]
  const settings = [...told, ...serviceLinks(facts, ownersOf, told)]
  const takers = takersOf(settings)
  return settings.filter(({ service, name, whole, source, forAll }) => {
    if (source === 'argument' || isRead(service, name)) return true
    const isForMany = forAll === true || (whole !== undefined && (takers.get(whole)?.size ?? 0) > 1)
    return !isForMany && (!isReadable(service) || isBound(service, name) || isKept(service, name))
  })
}

/** Names of what each service is given in a manifest or compose file, be the value known or not: `cart\0DB_HOST`. */
export function namesSet(services: readonly Service[], facts: FactIndex): Set<string> {
  const owner = ownersOfWorkloads(services, facts)
  return new Set(
    facts.of('env-set').flatMap(({ at, name, workload, folder }) => {
      const told = folder === undefined ? undefined : serviceOf({ services }, `${folder}/.`)
      const service = workload === undefined ? told : owner(at.file, workload)
      return service === undefined ? [] : [`${service.name}\0${name}`]
    }),
  )
}

const isReadable = ({ language }: Service): boolean => language !== undefined && readLanguages.has(language)

/** Names of variables that the code of each service reads, or names, or that stand in the command which starts it. */
function readsBySubject(
  services: readonly Service[],
  facts: FactIndex,
  ownersOf: LibraryUsers,
  isFieldUnread: UnreadFields,
): Map<Service, Set<string>> {
  const reads = new Map(services.map((service) => [service, new Set<string>()]))
  for (const fact of facts.of('env-read')) {
    for (const service of isTestFile(fact.at.file) ? [] : ownersOf(fact.at.file)) {
      if (!isFieldUnread(service, fact)) reads.get(service)?.add(fact.name)
    }
  }
  for (const [service, name] of namesInCommands(services, facts)) reads.get(service)?.add(name)
  return reads
}

/** What each service's code puts before the names of variables that structs inside of others are filled with. */
function prefixesOf(facts: FactIndex, ownersOf: LibraryUsers): Map<Service, Set<string>> {
  const prefixes = new Map<Service, Set<string>>()
  for (const { at, prefix } of facts.of('env-prefix')) {
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file))
      prefixes.set(service, (prefixes.get(service) ?? new Set()).add(prefix))
  }
  return prefixes
}

/** Whether a service reads a variable by its whole name, or by what is left behind prefixes, which may stand in one another. */
function withPrefixes(
  reads: ReadonlyMap<Service, ReadonlySet<string>>,
  prefixes: ReadonlyMap<Service, ReadonlySet<string>>,
): (service: Service, name: string) => boolean {
  const isRead = (service: Service, name: string): boolean =>
    reads.get(service)?.has(name) === true ||
    [...(prefixes.get(service) ?? [])].some(
      (prefix) => name.startsWith(prefix) && isRead(service, name.slice(prefix.length)),
    )
  return isRead
}

/** Who takes each ConfigMap and file of variables whole. */
function takersOf(settings: readonly Setting[]): Map<string, Set<Service>> {
  const takers = new Map<string, Set<Service>>()
  for (const { whole, service } of settings) {
    if (whole !== undefined) takers.set(whole, (takers.get(whole) ?? new Set()).add(service))
  }
  return takers
}
