import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isPartList } from '../../facts/spring-factories/is-part-list.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import { builtWith, jvmModules } from '../imports/jvm-modules.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'

/** `common/src/main/java/org/shop/common/Cache.java`: the module, and the class with its package. */
const source = /^(?:(.*)\/)?src\/main\/(?:java|kotlin)\/(.+)\.(?:java|kt)$/

/**
 * Files of libraries of the JVM whose classes a framework makes in a service, though nothing of it names them: those that
 * the library lists for that, and those in packages that the service's program takes in. Of the latter, one that any
 * service names (`isNamed`) is there to be called, and says nothing of a service that does not.
 */
export function frameworkParts(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
  isNamed: (file: string) => boolean,
): ReadonlyMap<string, ReadonlySet<Service>> {
  const parts = new Map<string, Set<Service>>()
  const made = partsOf(services, facts, resolve)
  const packages = packagesTaken(services, facts)
  if (made.length === 0) return parts
  const modules = jvmModules(facts, resolve)
  for (const service of services) {
    const folders = builtWith(service.path, modules)?.folders
    if (folders === undefined) continue
    const own = packages.get(service) ?? []
    for (const { file, module, name } of made) {
      if (!folders.has(module)) continue
      const isTaken = name === undefined || (!isNamed(file) && own.some((taken) => name.startsWith(`${taken}.`)))
      if (isTaken) parts.set(file, (parts.get(file) ?? new Set()).add(service))
    }
  }
  return parts
}

/** A class of a library; with its name, if only those make it who take its package in. */
interface Part {
  readonly file: string
  readonly module: string
  readonly name?: string
}

function partsOf(services: readonly Service[], facts: FactIndex, resolve: ImportResolver): Part[] {
  const isOfLibrary = (file: string): boolean => !isTestFile(file) && serviceOf({ services }, file) === undefined
  const scanned = facts.of('part').flatMap(({ role, at: { file } }): Part[] => {
    const [, module = '.', path] = source.exec(file) ?? []
    if (role !== 'made' || path === undefined || !isOfLibrary(file)) return []
    return [{ file, module, name: path.replaceAll('/', '.') }]
  })
  const manifests = new Set(facts.of('package').map(({ at }) => posix.dirname(at.file)))
  const asked = new Set(facts.of('part').flatMap(({ role, at }) => (role === 'asked' ? [at.file] : [])))
  const listed = facts.of('import').flatMap((fact): Part[] => {
    if (!isPartList(fact.at.file) || !isOfLibrary(fact.at.file)) return []
    const module = foldersAbove(fact.at.file).findLast((folder) => manifests.has(folder))
    const target = resolve(fact)
    if (module === undefined || target.kind !== 'file' || !isOfLibrary(target.file)) return []
    if (asked.has(target.file)) return []
    return [{ file: target.file, module }]
  })
  return [...scanned, ...listed]
}

function packagesTaken(services: readonly Service[], facts: FactIndex): ReadonlyMap<Service, readonly string[]> {
  const taken = new Map<Service, readonly string[]>()
  for (const { role, at, packages = [] } of facts.of('part')) {
    const service = role === 'takes' && !isTestFile(at.file) ? serviceOf({ services }, at.file) : undefined
    if (service) taken.set(service, [...(taken.get(service) ?? []), ...packages])
  }
  return taken
}
