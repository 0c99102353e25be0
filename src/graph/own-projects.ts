import { posix } from 'node:path'
import type { FactIndex } from '../facts/fact-index.ts'
import { isForCallers } from './discover/folders.ts'
import { foldersAbove } from './folders-above.ts'
import type { Service } from './graph.ts'
import { type ProjectDependency, projectDependencies } from './imports/projects.ts'
import type { ImportResolver } from './imports/resolver.ts'
import { serviceOf } from './subjects/of-file.ts'
import { isTestFile } from './test-file.ts'

/**
 * A service in layers has a project for each (`Ordering.API`, `Ordering.Application`, `Ordering.Infrastructure`), and one
 * in a workspace may have packages of its own: what just one service is built with, over however many steps, is part of
 * it. What only tests need is nobody's, and what others' tests need as well is shared.
 */
export function withOwnProjects(
  services: readonly Service[],
  facts: FactIndex,
  files: readonly string[],
  resolve: ImportResolver,
): readonly Service[] {
  const next = projectDependencies(files, facts)
  const parents = parentFolders(facts)
  const builtOf = (from: string): readonly ProjectDependency[] =>
    [from, ...ancestors(from, parents)].flatMap((folder) => next.get(folder) ?? [])
  const above = new Set(['.', ...services.flatMap(({ path }) => foldersAbove(path))])
  const holderOf = (folder: string): Service | undefined => serviceOf({ services }, `${folder}/.`)
  const takers = new Map<string, Map<Service, boolean>>()
  const visit = (service: Service, from: string, throughTests: boolean): void => {
    for (const { folder, forTests } of builtOf(from)) {
      const isForTests = throughTests || forTests
      const known = takers.get(folder) ?? new Map<Service, boolean>()
      // It may be reached for tests first, and by the program later.
      if (known.get(service) === false || known.get(service) === isForTests) continue
      if (above.has(folder) || holderOf(folder)) continue
      takers.set(folder, known.set(service, isForTests))
      visit(service, folder, isForTests)
    }
  }
  for (const folder of new Set([...next.keys(), ...parents.keys()])) {
    const service = above.has(folder) ? undefined : holderOf(folder)
    if (service) visit(service, folder, false)
  }
  // A module of Go that holds several services requires for all of them.
  for (const folder of goModules(facts)) {
    const own = above.has(folder) ? services.filter(({ path }) => folder === '.' || path.startsWith(`${folder}/`)) : []
    for (const service of own) visit(service, folder, false)
  }
  const whole = assemblies(takers)
  const isImportedBy = importers(services, facts, resolve)
  return services.map((service) => {
    const projects = [...takers].flatMap(([folder, known]) => {
      // What callers of the system are given is for others, too, and what it is built with is reached through it.
      if (isForCallers(folder)) return []
      const others = [...known.keys()].filter((taker) => taker !== service && !whole.has(taker))
      const isOnly = others.length === 0 && known.get(service) === false && !whole.has(service)
      return isOnly && !isImportedBy(folder, service) ? [folder] : []
    })
    return projects.length === 0 ? service : { ...service, projects: projects.sort() }
  })
}

/**
 * Whether the code of another service imports a package of npm, by an alias or a path, which its manifest does not name: it is
 * shared, whoever is built with it.
 */
function importers(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): (folder: string, except: Service) => boolean {
  const packages = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'npm' ? [posix.dirname(at.file)] : [])),
  )
  let known: Map<string, Set<Service>> | undefined
  const users = (): Map<string, Set<Service>> => {
    const found = new Map<string, Set<Service>>()
    for (const fact of facts.of('import')) {
      if (fact.typeOnly || isTestFile(fact.at.file) || !/\.[cm]?[jt]sx?$/.test(fact.at.file)) continue
      const owner = serviceOf({ services }, fact.at.file)
      const target = owner === undefined ? undefined : resolve(fact)
      if (owner === undefined || target?.kind !== 'file') continue
      const folder = foldersAbove(target.file).findLast((above) => packages.has(above))
      if (folder !== undefined && folder !== owner.path) found.set(folder, (found.get(folder) ?? new Set()).add(owner))
    }
    return found
  }
  return (folder, except) => {
    if (!packages.has(folder)) return false
    known ??= users()
    return [...(known.get(folder) ?? [])].some((service) => service !== except)
  }
}

const goModules = (facts: FactIndex): readonly string[] =>
  facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : []))

/** The folders of the manifests that others of Maven inherit from, be it dependencies. */
const parentFolders = (facts: FactIndex): ReadonlyMap<string, string> =>
  new Map(
    facts
      .of('package')
      .flatMap(({ ecosystem, at, parent }) =>
        ecosystem === 'maven' && parent !== undefined ? [[posix.dirname(at.file), parent.folder] as const] : [],
      ),
  )

function ancestors(folder: string, parents: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>()
  for (let above = parents.get(folder); above !== undefined && !found.has(above); above = parents.get(above))
    if (above !== folder) found.add(above)
  return found
}

/**
 * Services that are put together from the projects of many others, for one process to run all of them: but for them each
 * of these projects would be one other service's own.
 */
function assemblies(takers: ReadonlyMap<string, ReadonlyMap<Service, boolean>>): ReadonlySet<Service> {
  const others = new Map<Service, Set<Service>>()
  for (const known of takers.values()) {
    const [a, b, ...more] = known.keys()
    if (a === undefined || b === undefined || more.length > 0) continue
    others.set(a, (others.get(a) ?? new Set()).add(b))
    others.set(b, (others.get(b) ?? new Set()).add(a))
  }
  return new Set([...others].flatMap(([service, known]) => (known.size >= fewest ? [service] : [])))
}

/** Two or three services may well share what is theirs alone. */
const fewest = 4
