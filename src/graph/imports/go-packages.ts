import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { ImportResolver } from './resolver.ts'

/**
 * By the folder of each package of Go: the folders of those of this repository that it imports. What a file of a package
 * imports that only programs build upon (`NewOrdersCommand` of `commands/orders.go`) is imported by those that take
 * something of that file, where there are others that do not. `running`: without those of which settings alone are taken.
 */
export function reachedFolders(facts: FactIndex, resolve: ImportResolver, running = false): Map<string, Set<string>> {
  const links = goImports(facts, resolve, running)
  const takersOf = takersOfFiles(links, facts)
  const reached = new Map<string, Set<string>>()
  for (const { file, folder, target } of links) {
    for (const from of takersOf(file) ?? [folder]) reached.set(from, (reached.get(from) ?? new Set()).add(target))
  }
  return reached
}

/** An import of a package of this repository. */
interface GoImport {
  readonly file: string
  readonly folder: string
  /** The folder of the package. */
  readonly target: string
  /** What a program takes of it; undefined in a file of any other package. */
  readonly names: readonly string[] | undefined
}

const goImports = (facts: FactIndex, resolve: ImportResolver, running = false): GoImport[] =>
  facts.of('import').flatMap((fact): GoImport[] => {
    if (fact.language !== 'go' || isTestFile(fact.at.file) || (running && fact.onlySettings)) return []
    const target = resolve(fact)
    // A package that is not there (generated, and in no repository) is known by its module alone.
    if (target.kind !== 'file' || !target.file.endsWith('.go')) return []
    const { file } = fact.at
    return [{ file, folder: posix.dirname(file), target: posix.dirname(target.file), names: fact.names }]
  })

/** The programs that take something of a file, where only programs build upon its package, and some take nothing of the file. */
function takersOfFiles(links: readonly GoImport[], facts: FactIndex): (file: string) => readonly string[] | undefined {
  const programs = new Map<string, Map<string, Set<string>>>()
  const others = new Set<string>()
  for (const { folder, target, names } of links) {
    if (names === undefined) others.add(target)
    const taken = programs.get(target) ?? new Map<string, Set<string>>()
    programs.set(target, taken)
    taken.set(folder, new Set([...(taken.get(folder) ?? []), ...(names ?? [])]))
  }
  return (file) => {
    const folder = posix.dirname(file)
    const taken = others.has(folder) ? undefined : programs.get(folder)
    if (taken === undefined || taken.size < 2) return undefined
    const offered = facts.in(file).flatMap((fact) => (fact.kind === 'exports' ? fact.names : []))
    const takers = [...taken].flatMap(([program, names]) => (offered.some((name) => names.has(name)) ? [program] : []))
    return takers.length === 0 || takers.length === taken.size ? undefined : takers
  }
}

/** Folders with code that answers requests. */
export function servingFolders(facts: FactIndex): ReadonlySet<string> {
  const serving = [...facts.of('stub').filter(({ role }) => role === 'serves'), ...facts.of('listen')]
  return new Set(serving.flatMap(({ at }) => (isTestFile(at.file) ? [] : [posix.dirname(at.file)])))
}

/**
 * By the folder of a package of Go outside of all services: the services that are built with it, over however many steps.
 * `withRoot`: so is a program at the root, under a name of its own, beside services below it. `running`: not those that
 * have but the type of its settings. `through`: also packages of other services that answer nothing themselves, such as
 * their clients, and what lies behind those.
 */
export function packageUsers(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
  { withRoot, running, through }: { readonly [each in 'withRoot' | 'running' | 'through']?: boolean } = {},
): ReadonlyMap<string, ReadonlySet<Service>> {
  const atRoot = facts.of('program').find(({ at, language }) => language === 'go' && !at.file.includes('/'))
  const next = reachedFolders(facts, resolve, running)
  const answers = through ? servingFolders(facts) : undefined
  const ownerOf = (folder: string): Service | undefined => serviceOf({ services }, `${folder}/.`)
  const users = new Map<string, Set<Service>>()
  const visit = (service: Service, folder: string): void => {
    for (const reached of next.get(folder) ?? []) {
      const known = users.get(reached) ?? new Set<Service>()
      const owner = ownerOf(reached)
      if (known.has(service) || owner === service || (owner !== undefined && answers?.has(reached) !== false)) continue
      users.set(reached, known.add(service))
      visit(service, reached)
    }
  }
  for (const folder of next.keys()) {
    const service = ownerOf(folder)
    if (service) visit(service, folder)
    else if (withRoot && folder === '.' && atRoot)
      visit({ name: '.', path: '.', known: 'discovered', at: atRoot.at }, folder)
  }
  return users
}

/**
 * The services that are built with a file of a package of Go outside of all of them: those whose program takes something of
 * that very file, where programs alone build upon its package, else all that are built with the package.
 */
export function fileUsers(services: readonly Service[], facts: FactIndex, resolve: ImportResolver): LibraryUsers {
  const users = packageUsers(services, facts, resolve)
  const takersOf = takersOfFiles(goImports(facts, resolve), facts)
  return (file) => {
    const takers = takersOf(file)
    if (takers === undefined) return [...(users.get(posix.dirname(file)) ?? [])]
    return [...new Set(takers.flatMap((folder) => serviceOf({ services }, `${folder}/.`) ?? []))]
  }
}

/**
 * Whose stores a file speaks with: those of its owner, else those of the services that are built with the package of Go
 * that it is of. Whom such a package calls is another question: it may have clients of all services, of which each takes
 * one. `isUsual`: all programs of Go have it, which shows of none that it uses it, unless each takes what the file offers
 * where it begins (`db.Init()`).
 */
export function storeOwners(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
  ownersOf: LibraryUsers,
): { readonly of: LibraryUsers; readonly isUsual: (file: string) => boolean } {
  let users: ReturnType<typeof packageUsers> | undefined
  const usersOf = (file: string): ReadonlySet<Service> | undefined => {
    users ??= packageUsers(services, facts, resolve, { running: true })
    return users.get(posix.dirname(file))
  }
  const inGo = services.filter(({ language }) => language === 'go')
  let begins: ReturnType<typeof takenAtStart> | undefined
  const isTakenAtStart = (file: string): boolean => {
    begins ??= takenAtStart(services, facts, resolve)
    const takers = begins(file)
    return inGo.every((service) => takers.has(service))
  }
  return {
    of(file) {
      const owners = ownersOf(file)
      return owners.length > 0 || !file.endsWith('.go') || isTestFile(file) ? owners : [...(usersOf(file) ?? [])]
    },
    isUsual(file) {
      if (!file.endsWith('.go') || ownersOf(file).length > 0) return false
      const all = usersOf(file)
      return inGo.length > 1 && inGo.every((service) => all?.has(service)) && !isTakenAtStart(file)
    },
  }
}

/** Finds the services whose programs, in the file that they begin in, take something that a file of a package offers. */
function takenAtStart(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): (file: string) => ReadonlySet<Service> {
  const links = goImports(facts, resolve)
  return (file) => {
    const folder = posix.dirname(file)
    const offered = new Set(facts.in(file).flatMap((fact) => (fact.kind === 'exports' ? fact.names : [])))
    return new Set(
      links
        .filter(({ target, names = [] }) => target === folder && names.some((name) => offered.has(name)))
        .flatMap((link) => serviceOf({ services }, link.file) ?? []),
    )
  }
}
