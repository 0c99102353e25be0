import { isPage } from '../../../facts/component/page.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { sourceLanguage } from '../../../facts/source-language.ts'
import type { Service } from '../../graph.ts'
import type { LibraryUsers } from '../../owners/library-users.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'

/** A member that code takes, by what leads there: `['services', 'user']`. */
type Path = readonly string[]

/** Whether a file is of a language whose settings lie in objects, and are taken as members of these. */
export const hasSettingsObjects = (file: string): boolean =>
  /^(?:typescript|javascript)$/.test(sourceLanguage(file) ?? '') || isPage(file)

/** A member of the instance of a class that holds settings: `this.CART_URL`. */
const ofInstance = 'this'

/** Where a helper is told by its name whose address to take. */
const byName = '*'

/**
 * Whether a service takes nothing of a member of an object of settings that a library holds for all: neither its code nor
 * that of a library it is built with takes the member or what the member is in, while others of that object are taken so.
 * A class of settings that a service has itself is asked alike: some of its members are taken, and not this one.
 */
export function unreadMembers(
  services: readonly Service[],
  facts: FactIndex,
  ownersOf: LibraryUsers,
): (service: Service, file: string, field: string) => boolean {
  const own = new Map<Service, Path[]>()
  const shared = new Map<string, Path[]>()
  /** Who names what to a helper, by its name in small letters. */
  const namers = new Map<string, Set<Service>>()
  for (const { at, name } of facts.of('field-read')) {
    if (!hasSettingsObjects(at.file) || isTestFile(at.file)) continue
    const service = serviceOf({ services }, at.file)
    const path = name.split('.')
    if (service !== undefined && path[0] === byName) {
      const key = keyOf(path[1])
      namers.set(key, (namers.get(key) ?? new Set()).add(service))
      continue
    }
    const paths = (service ? own.get(service) : shared.get(at.file)) ?? []
    paths.push(path)
    if (service) own.set(service, paths)
    else shared.set(at.file, paths)
  }
  const objects = new Map<string, SettingsObject | undefined>()
  const objectIn = (file: string): SettingsObject | undefined => {
    if (serviceOf({ services }, file) !== undefined) return undefined
    const fields = facts
      .in(file)
      .flatMap((fact) =>
        (fact.kind === 'env-read' || fact.kind === 'address') && fact.field ? [fact.field.split('.')] : [],
      )
    const isTaken = [...own.values()].some((paths) => paths.some((path) => fields.some((field) => isOf(path, field))))
    if (!isTaken) return undefined
    const readers = [...shared].filter(([reader]) => reader !== file)
    const ofLibraries = readers.flatMap(([reader, paths]) => {
      const owners = new Set(ownersOf(reader))
      return paths.map((path) => ({ path, owners }))
    })
    return { fields, ofLibraries }
  }
  const isUntakenOfClass = (service: Service, file: string, member: string | undefined): boolean => {
    const taken = new Set((own.get(service) ?? []).map(([first]) => first))
    const others = facts.in(file).flatMap((fact) => (fact.kind === 'env-read' && fact.field ? [fact.field] : []))
    const isUsed = others.some((other) => other.startsWith(`${ofInstance}.`) && taken.has(other.split('.')[1]))
    return isUsed && serviceOf({ services }, file) === service && !taken.has(member)
  }
  return (service, file, field) => {
    const [holder, member] = field.split('.')
    if (holder === ofInstance) return isUntakenOfClass(service, file, member)
    if (!objects.has(file)) objects.set(file, objectIn(file))
    const object = objects.get(file)
    if (object === undefined) return false
    const parts = field.split('.')
    if (own.get(service)?.some((path) => isOf(path, parts))) return false
    return !object.ofLibraries.some(({ path, owners }) => {
      if (!owners.has(service) || !isOf(path, parts)) return false
      // `services[name]` in a helper: whoever names one to it takes that one.
      const isNamed = object.fields.some((each) => isOf(path, each) && namers.has(keyOf(each[path.length])))
      return !isNamed || namers.get(keyOf(parts[path.length]))?.has(service) === true
    })
  }
}

const keyOf = (name = ''): string => name.toLowerCase()

/** The settings of one file that lies with no service. */
interface SettingsObject {
  readonly fields: readonly Path[]
  readonly ofLibraries: readonly { readonly path: Path; readonly owners: ReadonlySet<Service> }[]
}

/** Whether a member is what is taken, lies in it, or holds it. */
const isOf = (path: Path, field: Path): boolean =>
  path.slice(0, field.length).every((part, index) => part === field[index])
