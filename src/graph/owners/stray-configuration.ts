import type { Fact } from '../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { isOnlyLikely } from '../../facts/spring/central-configuration.ts'
import type { Service } from '../graph.ts'
import { configuredService } from '../subjects/of-file.ts'

/** What settings state. */
const kinds: ReadonlySet<Fact['kind']> = new Set([
  'address',
  'env-read',
  'forward',
  'listen',
  'topic',
  'topic-name',
  'network-name',
  'setting-made',
])

/** Leaves out what files state that would be of a configuration server if they had the name of a service. */
export function withoutStrayConfiguration(facts: FactIndex, services: readonly Service[]): FactIndex {
  const strange = new Map<string, boolean>()
  const isStrange = ({ kind, at: { file } }: Fact): boolean => {
    if (!kinds.has(kind)) return false
    const known = strange.get(file)
    if (known !== undefined) return known
    const answer = isOnlyLikely(file) && configuredService({ services }, file) === undefined
    strange.set(file, answer)
    return answer
  }
  return facts.all.some(isStrange) ? indexFacts(facts.all.filter((fact) => !isStrange(fact))) : facts
}
