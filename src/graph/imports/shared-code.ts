import { posix } from 'node:path'
import type { ImportFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceOf, servicesOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import { crateUsers } from './crates.ts'
import type { ImportResolver } from './resolver.ts'

/** Languages whose imports run what they name: nothing else decides what code of a library a service has. */
const followed = new Set(['typescript', 'python'])

/** What of a file is taken: all, or these names. */
type Taken = 'all' | ReadonlySet<string>

/**
 * Whose code a file is: the service that it lies in, with the other roles of its program; or, of a library of TypeScript or Python, every service that reaches it
 * over imports, and of a crate of Rust, every one that is built with it. What a file only hands on (`index.ts`) is reached by the names that are asked for, so that a service does
 * not have all that lies behind a door.
 */
export function sharedCode(services: readonly Service[], facts: FactIndex, resolve: ImportResolver): LibraryUsers {
  let reached: ReadonlyMap<string, ReadonlySet<Service>> | undefined
  let ofCrates: LibraryUsers | undefined
  const inCrates: LibraryUsers = (file) => {
    ofCrates ??= crateUsers(services, facts)
    return ofCrates(file)
  }
  return (file) => {
    const owners = servicesOf({ services }, file)
    if (owners.length > 0) return owners
    if (file.endsWith('.rs')) return isTestFile(file) ? [] : inCrates(file)
    if (isTestFile(file) || !/\.(?:[cm]?[jt]sx?|py|prisma)$/.test(file)) return []
    reached ??= reach(services, facts, resolve)
    return [...(file.endsWith('.prisma') ? usersOfPackage(file, reached, services, facts) : (reached.get(file) ?? []))]
  }
}

/**
 * Whose a schema of Prisma is that lies with nobody: the services whose folders its clients are written into, else those who
 * reach any code of the package that it lies in, as a client is made of it there.
 */
function usersOfPackage(
  schema: string,
  reached: ReadonlyMap<string, ReadonlySet<Service>>,
  services: readonly Service[],
  facts: FactIndex,
): ReadonlySet<Service> {
  const told = facts.in(schema).flatMap((fact) => (fact.kind === 'data-source' ? (fact.clientsIn ?? []) : []))
  const holders = told.flatMap((folder) => serviceOf({ services }, `${folder}/.`) ?? [])
  if (holders.length > 0) return new Set(holders)
  const manifests = new Set(facts.of('package').map(({ at }) => posix.dirname(at.file)))
  const home = foldersAbove(schema).findLast((folder) => manifests.has(folder))
  if (home === undefined || home === '.') return usersOfClient(reached, services, facts)
  return new Set([...reached].flatMap(([file, users]) => (file.startsWith(`${home}/`) ? [...users] : [])))
}

/** Of the one schema that all packages share: whose code, or what it reaches, makes a client of Prisma. */
function usersOfClient(
  reached: ReadonlyMap<string, ReadonlySet<Service>>,
  services: readonly Service[],
  facts: FactIndex,
): ReadonlySet<Service> {
  const schemas = facts.of('data-source').filter(({ at }) => at.file.endsWith('.prisma'))
  const own = new Set(schemas.flatMap(({ at }) => serviceOf({ services }, at.file) ?? []))
  const users = facts.of('import').flatMap(({ at, names = [], typeOnly }) => {
    if (typeOnly || !names.includes('PrismaClient') || isTestFile(at.file)) return []
    return [...servicesOf({ services }, at.file), ...(reached.get(at.file) ?? [])]
  })
  return new Set(users.filter((service) => !own.has(service)))
}

function reach(services: readonly Service[], facts: FactIndex, resolve: ImportResolver): Map<string, Set<Service>> {
  const imports = new Map<string, ImportFact[]>()
  const starts = new Map<Service, ImportFact[]>()
  for (const fact of facts.of('import')) {
    if (fact.typeOnly || !followed.has(fact.language) || isTestFile(fact.at.file)) continue
    const service = serviceOf({ services }, fact.at.file)
    if (service) append(starts, service, fact)
    else append(imports, fact.at.file, fact)
  }
  const own = new Map(facts.of('exports').map(({ at, names }) => [at.file, new Set(names)]))
  const fileOf = (fact: ImportFact): string | undefined => {
    const target = resolve(fact)
    return target.kind === 'file' && serviceOf({ services }, target.file) === undefined ? target.file : undefined
  }
  const offers = (file: string, name: string, seen: Set<string>): boolean => {
    if (own.get(file)?.has(name)) return true
    if (seen.has(file)) return false
    seen.add(file)
    return (imports.get(file) ?? []).some((fact) => {
      if (!fact.handsOn) return false
      if (fact.names !== undefined) return nameBehind(fact, name) !== undefined
      const target = fileOf(fact)
      return target !== undefined && offers(target, name, seen)
    })
  }
  const users = new Map<string, Set<Service>>()
  for (const service of services) {
    const visited = new Map<string, Set<string>>()
    const visit = (file: string, taken: Taken): void => {
      const before = visited.get(file) ?? new Set<string>()
      const fresh = (taken === 'all' ? ['*'] : [...taken]).filter((name) => !before.has('*') && !before.has(name))
      if (fresh.length === 0) return
      visited.set(file, new Set([...before, ...fresh]))
      const all = imports.get(file) ?? []
      const isDoor = file.endsWith('.py') ? posix.basename(file) === '__init__.py' : all.some(({ handsOn }) => handsOn)
      const isUsed = !isDoor || taken === 'all' || fresh.some((name) => own.get(file)?.has(name))
      if (isUsed) users.set(file, (users.get(file) ?? new Set()).add(service))
      for (const fact of all) {
        const target = fileOf(fact)
        if (target === undefined) continue
        if (!fact.handsOn) {
          if (isUsed) visit(target, takenBy(fact))
        } else if (taken === 'all') visit(target, takenBy(fact))
        else {
          const wanted = fresh.flatMap((name) =>
            fact.names === undefined && offers(target, name, new Set()) ? name : (nameBehind(fact, name) ?? []),
          )
          if (wanted.length > 0) visit(target, new Set(wanted))
        }
      }
    }
    for (const fact of starts.get(service) ?? []) {
      const target = fileOf(fact)
      if (target !== undefined) visit(target, takenBy(fact))
    }
  }
  return users
}

function append<Key>(lists: Map<Key, ImportFact[]>, key: Key, fact: ImportFact): void {
  const list = lists.get(key)
  if (list) list.push(fact)
  else lists.set(key, [fact])
}

const takenBy = ({ names }: ImportFact): Taken => (names === undefined ? 'all' : new Set(names))

/** What is handed on by a name, as it is called where it comes from. */
function nameBehind({ names, renamed = {} }: ImportFact, name: string): string | undefined {
  if (Object.hasOwn(renamed, name)) return renamed[name]
  return names?.includes(name) ? name : undefined
}
