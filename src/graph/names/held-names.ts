import type { NameConstantFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'

/** How many constants may stand for one another. */
const furthest = 4

/** What a constant holds: of the same file first, else the only one of its class and name. */
export function heldNames(facts: FactIndex): (name: string, file: string, depth?: number) => string | undefined {
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
