import { posix } from 'node:path'
import { isCommonplace } from '../../facts/code/topic-words.ts'
import type { TopicFact, TopicNameFact, TopicWord } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { Setting } from '../settings.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'

/** A topic with its name as it is at run time, and whose it is. */
interface Told {
  readonly service: Service
  readonly fact: TopicFact
  readonly names: readonly string[]
}

/**
 * Messages: who takes from a topic depends on who sends to it. Names alone tell that both mean the same topic, so neither
 * side is sure. A name that only exists at run time makes no edge.
 */
export function topicEdges(
  edges: EdgeSet,
  services: readonly Service[],
  facts: FactIndex,
  settings: () => readonly Setting[],
): void {
  const all = facts.of('topic')
  if (!all.some(({ role }) => role === 'consumes') || !all.some(({ role }) => role === 'publishes')) return
  const nameOf = naming(services, facts, settings)
  const told = all.flatMap((fact): Told[] => {
    const service = isTestFile(fact.at.file) ? undefined : serviceOf({ services }, fact.at.file)
    const names = service ? fact.words.flatMap((word) => nameOf(word, fact.at.file, service) ?? []) : []
    return service && names.length > 0 ? [{ service, fact, names }] : []
  })
  const publishers = new Map<string, Told[]>()
  for (const each of told) {
    if (each.fact.role === 'consumes') continue
    for (const name of each.names) publishers.set(name, [...(publishers.get(name) ?? []), each])
  }
  for (const consumer of told) {
    if (consumer.fact.role === 'publishes') continue
    for (const publisher of nearestCopies([...new Set(candidates(publishers, consumer))], consumer)) {
      const [from, to] = [consumer.service.name, publisher.service.name]
      if (from === to || !areSame(publisher.names, consumer.names)) continue
      const topic = consumer.names.join('/')
      const [taken, sent] = [`takes ${topic}, which ${to} sends`, `sends ${topic}, which ${from} takes`]
      edges.observe(from, to, 'event', { ...consumer.fact.at, kind: 'topic-taken', confidence: 0.8, detail: taken })
      edges.observe(from, to, 'event', { ...publisher.fact.at, kind: 'topic-sent', confidence: 0.7, detail: sent })
    }
  }
}

/** Who could be meant, by one of the names; patterns have to be held against all. */
function candidates(publishers: ReadonlyMap<string, readonly Told[]>, { names }: Told): Told[] {
  if (names.some((name) => isPattern(name))) return [...publishers.values()].flat()
  return names.flatMap((name) => publishers.get(name) ?? [])
}

/** Where a repository holds several copies of a system, each copy's services talk with those beside them. */
function nearestCopies(publishers: readonly Told[], { service }: Told): readonly Told[] {
  const shared = ({ path }: Service): number => {
    const [own, other] = [service.path.split('/'), path.split('/')]
    const apart = own.findIndex((part, index) => part !== other[index])
    return apart < 0 ? own.length : apart
  }
  const nearest = new Map<string, number>()
  for (const { service: other } of publishers) {
    const name = posix.basename(other.path)
    nearest.set(name, Math.max(nearest.get(name) ?? 0, shared(other)))
  }
  return publishers.filter(({ service: other }) => shared(other) === nearest.get(posix.basename(other.path)))
}

/**
 * An exchange and a key on both sides must both be the same. Where one side tells less, it is the exchange of the other;
 * a queue is known by the key that leads to it.
 */
function areSame(sent: readonly string[], taken: readonly string[]): boolean {
  if (sent.length === taken.length) return sent.every((name, index) => matches(name, taken[index] ?? ''))
  if (sent.length > taken.length) return sent.some((name) => matches(name, taken[0] ?? ''))
  return matches(sent[0] ?? '', taken[0] ?? '')
}

const isPattern = (name: string): boolean => /[*#>]/.test(name) && /[a-z]/i.test(name)

/** `orders.*`, `orders.#` of AMQP and `orders.>` of NATS. */
function matches(name: string, pattern: string): boolean {
  if (!isPattern(pattern)) return name === pattern
  const source = pattern
    .replace(/[\\^$+?.()|[\]{}]/g, '\\$&')
    .replaceAll('*', '[^.]+')
    .replace(/\\\.#|#|>/g, '.*')
  return new RegExp(`^${source}$`).test(name)
}

type NameOf = (word: TopicWord, file: string, service: Service) => string | undefined

/** What a word of a fact stands for: constants of the same file first, of the same service next, then the only one that there is. */
function naming(services: readonly Service[], facts: FactIndex, settings: () => readonly Setting[]): NameOf {
  const constants = new Map<string, TopicNameFact[]>()
  for (const fact of facts.of('topic-name')) {
    if (isTestFile(fact.at.file)) continue
    constants.set(fact.constant, [...(constants.get(fact.constant) ?? []), fact])
  }
  let known: ReadonlyMap<string, string> | undefined
  const set = (variable: string, service: Service): string | undefined => {
    known ??= new Map(settings().map(({ service: { name }, name: setting, value }) => [`${name}\0${setting}`, value]))
    return known.get(`${service.name}\0${variable}`)
  }
  const nameOf = (word: TopicWord, file: string, service: Service, depth: number): string | undefined => {
    if (word.variable !== undefined) return set(word.variable, service) ?? word.text
    if (word.constant === undefined || depth > 2) return word.text
    const all = constants.get(word.constant) ?? []
    const beside = all.filter(({ at }) => at.file === file)
    const near = isCommonplace(word.constant)
      ? beside
      : [
          beside,
          all.filter(({ at }) => serviceOf({ services }, at.file) === service),
          all.filter(({ at }) => serviceOf({ services }, at.file) === undefined),
        ].find((each) => each.length > 0)
    const names = new Set((near ?? []).map((fact) => nameOf(fact.word, fact.at.file, service, depth + 1)))
    const [only] = names
    return names.size === 1 ? (only ?? word.text) : word.text
  }
  return (word, file, service) => nameOf(word, file, service, 0)
}
