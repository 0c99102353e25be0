import type { NameConstantFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { serviceNamed } from '../subjects/named.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { SeenAddress } from './seen-address.ts'

/** How many constants may stand for one another. */
const furthest = 4

/** Clients that code declares by the name of discovery, in a service or in a library that services build on. */
export function clientAddresses(services: readonly Service[], facts: FactIndex, usersOf: LibraryUsers): SeenAddress[] {
  const nameOf = constants(facts)
  return facts.of('client').flatMap(({ at, name, constant }): SeenAddress[] => {
    const held = name ?? nameOf(constant ?? '', at.file)
    const host = held ?? calledAfter(constant ?? '', services)
    if (host === undefined || isTestFile(at.file)) return []
    const owner = serviceOf({ services }, at.file)
    const seen = { address: { scheme: 'http', host, shown: host }, at, kind: 'client', detail: `a client of ${host}` }
    if (owner) return [{ ...seen, from: owner, confidence: held === undefined ? 0.6 : 0.9 }]
    return usersOf(at.file).map((from) => ({ ...seen, from, confidence: held === undefined ? 0.6 : 0.8 }))
  })
}

/** Words of a constant that say what it holds, and not of whom. */
const ofHolder = /^(?:application|app|services?|server|svc|names?|id|client|module|micro|feign|spring|api|biz|cloud)$/i

/** The one service that a constant is called after which is held in a library from elsewhere: `APPLICATION_ORDERS_NAME`. */
function calledAfter(constant: string, services: readonly Service[]): string | undefined {
  const words = (constant.split('.').findLast((part) => /^[A-Z][A-Z0-9_]+$/.test(part)) ?? '').split('_')
  const rest = words.filter((word) => word !== '' && !ofHolder.test(word)).join('-')
  return rest.length < 3 ? undefined : serviceNamed({ services }, rest)?.name
}

/** What a constant holds: of the same file first, else the only one of its class and name. */
function constants(facts: FactIndex): (name: string, file: string, depth?: number) => string | undefined {
  const byName = new Map<string, NameConstantFact[]>()
  for (const fact of facts.of('name-constant')) byName.set(fact.of, [...(byName.get(fact.of) ?? []), fact])
  const nameOf = (name: string, file: string, depth = 0): string | undefined => {
    if (name === '' || depth > furthest) return undefined
    // A member of a value of an enumeration; the only one that a value has may be called anything.
    const isMember = /\.[a-z]\w*$/.test(name)
    const names = isMember ? [name, name.replace(/\w+$/, '*')] : [name]
    // The class around it need not be told, where it is imported.
    const isPart = !name.includes('.') || (isMember && name.split('.').length === 2)
    const all =
      names.map((each) => byName.get(each)).find((found) => found !== undefined) ??
      (isPart ? [...byName].flatMap(([of, found]) => (names.some((each) => of.endsWith(`.${each}`)) ? found : [])) : [])
    const beside = all.filter(({ at }) => at.file === file)
    // Each module of a system may have a class of the same name: the one whose folder is nearest.
    const near = beside.length > 0 ? beside : nearest(all, file)
    const values = new Set(near.map((fact) => fact.name ?? nameOf(fact.constant ?? '', fact.at.file, depth + 1)))
    return values.size === 1 ? [...values][0] : undefined
  }
  return nameOf
}

function nearest(found: readonly NameConstantFact[], file: string): readonly NameConstantFact[] {
  const own = file.split('/')
  const shared = ({ at }: NameConstantFact): number => {
    const apart = at.file.split('/').findIndex((part, index) => part !== own[index])
    return apart < 0 ? own.length : apart
  }
  const most = Math.max(0, ...found.map(shared))
  return found.filter((fact) => shared(fact) === most)
}
