import { posix } from 'node:path'
import { isCommonplace } from '../../facts/code/topic-words.ts'
import type { TopicFact, TopicNameFact, TopicWord } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { fits, type Step, signs } from '../../facts/matching/fits.ts'
import { offeredPaths } from '../../facts/typescript/moleculer.ts'
import type { Service } from '../graph.ts'
import type { Setting } from '../settings/index.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'
import type { Sources } from './sources.ts'

/** A topic with its name as it is at run time, and whose it is. */
interface Told {
  readonly service: Service
  readonly fact: TopicFact
  readonly names: readonly string[]
  /** Of an exchange and a key the key alone, where nothing tells the exchange. */
  readonly isKey: boolean
}

/** Messages and questions that go through a broker, or any other way by name. One that only exists at run time makes no edge. */
export function topicEdges(edges: EdgeSet, { services, facts, settings, ownersOf }: Sources): void {
  const all = facts.of('topic')
  if (!all.some(({ role }) => isTaken(role)) || all.every(({ role }) => isTaken(role))) return
  const nameOf = naming(services, facts, settings)
  const told = all.flatMap((fact) =>
    (isTestFile(fact.at.file) ? [] : ownersOf(fact.at.file)).flatMap((service): Told[] => {
      const told = fact.words.map((word) => withoutHost(nameOf(word, fact.at.file, service)))
      const names = told.flatMap((name) => name ?? [])
      const isKey = told.length > 1 && told[0] === undefined
      return names.length > 0 ? [{ service, fact, names, isKey }] : []
    }),
  )
  const senders = new Map<string, Told[]>()
  const listening = new Set(told.flatMap(({ fact, service }) => (fact.role === 'consumes' ? [service] : [])))
  for (const each of told) {
    if (isTaken(each.fact.role)) continue
    for (const name of each.names) senders.set(name, [...(senders.get(name) ?? []), each])
  }
  const pairs = told
    .filter(({ service, fact }) => isTaken(fact.role) && (fact.role !== 'binds' || listening.has(service)))
    .flatMap((taker) =>
      nearestCopies([...new Set(candidates(senders, taker))], taker)
        .filter((sender) => sender.service !== taker.service || sender.fact.role !== 'asks')
        .filter((sender) => areSame(sender, taker) && isOffered(sender, taker))
        .map((sender) => [sender, taker] as const),
    )
  for (const [sender, taker] of nearestAnswers(pairs)) join(edges, sender, taker)
}

const isTaken = (role: TopicFact['role']): boolean => role === 'consumes' || role === 'binds' || role === 'answers'

/** Who takes depends on who sends. A question depends on the answer: it is a call, whatever carries it. */
function join(edges: EdgeSet, sender: Told, taker: Told): void {
  const topic = taker.names.join('/')
  const [sends, takes] = [sender.service.name, taker.service.name]
  const sure = { confidence: 0.8 }
  // Names alone tell that both mean the same: the other's place is not worth as much as one's own.
  const likely = { confidence: 0.7 }
  if (sender.fact.role === 'asks') {
    const [asked, answered] = [`asks ${topic}, which ${takes} answers`, `answers ${topic}, which ${sends} asks`]
    edges.observe(sends, takes, 'http', { ...sender.fact.at, ...sure, kind: 'question', detail: asked })
    edges.observe(sends, takes, 'http', { ...taker.fact.at, ...likely, kind: 'answer', detail: answered })
  } else if (taker.fact.role !== 'answers') {
    const [taken, sent] = [`takes ${topic}, which ${sends} sends`, `sends ${topic}, which ${takes} takes`]
    edges.observe(takes, sends, 'event', { ...taker.fact.at, ...sure, kind: 'topic-taken', detail: taken })
    edges.observe(takes, sends, 'event', { ...sender.fact.at, ...likely, kind: 'topic-sent', detail: sent })
  }
}

/** Who could be meant, by one of the names; patterns have to be held against all. */
function candidates(senders: ReadonlyMap<string, readonly Told[]>, { names }: Told): Told[] {
  if (names.some((name) => isPattern(name))) return [...senders.values()].flat()
  return names.flatMap((name) => senders.get(name) ?? [])
}

/** Where a repository holds several copies of a system, each copy's services talk with those beside them. */
function nearestCopies(senders: readonly Told[], { service }: Told): readonly Told[] {
  const shared = (other: Service): number => sharedFolders(service, other)
  const nearest = new Map<string, number>()
  for (const { service: other } of senders) {
    const name = posix.basename(other.path)
    nearest.set(name, Math.max(nearest.get(name) ?? 0, shared(other)))
  }
  return senders.filter(({ service: other }) => shared(other) === nearest.get(posix.basename(other.path)))
}

/** Paths are offered to a gateway of the same program, where it is a role of one. */
const isOffered = (sender: Told, taker: Told): boolean =>
  sender.names[0] !== offeredPaths ||
  sender.service.program === undefined ||
  sender.service.program === taker.service.program

/**
 * Where services of several programs answer what is called alike, a question is for those nearest to whoever asks it: but for that
 * for paths, which is one to all.
 */
function nearestAnswers(pairs: readonly (readonly [Told, Told])[]): readonly (readonly [Told, Told])[] {
  const keyOf = ([sender, taker]: readonly [Told, Told]): string | undefined =>
    sender.fact.role === 'asks' && sender.names[0] !== offeredPaths
      ? `${sender.service.name}\0${taker.names.join('\0')}`
      : undefined
  const nearest = new Map<string, number>()
  const near = pairs.map((pair) => {
    const [key, shared] = [keyOf(pair), sharedFolders(pair[0].service, pair[1].service)]
    if (key !== undefined) nearest.set(key, Math.max(nearest.get(key) ?? 0, shared))
    return { pair, key, shared }
  })
  return near.filter(({ key, shared }) => key === undefined || shared === nearest.get(key)).map(({ pair }) => pair)
}

/** How many folders from the root on two services have in common. */
function sharedFolders(one: Service, other: Service): number {
  const [own, others] = [one, other].map(({ program, path }) => (program ?? path).split('/'))
  const apart = (own ?? []).findIndex((part, index) => part !== others?.[index])
  return apart < 0 ? (own ?? []).length : apart
}

/**
 * An exchange and a key on both sides must both be the same. Where one side tells less, it is the exchange of the other;
 * a queue is known by the key that leads to it.
 */
function areSame({ names: sent, isKey }: Told, { names: taken }: Told): boolean {
  if (sent.length === taken.length) return sent.every((name, index) => matches(name, taken[index] ?? ''))
  if (sent.length > taken.length) return sent.some((name) => matches(name, taken[0] ?? ''))
  return matches(sent[0] ?? '', (isKey ? taken.at(-1) : taken[0]) ?? '')
}

const isPattern = (name: string): boolean => /[*#>]/.test(name) && /[a-z]/i.test(name)

/** `orders.*`, `orders.#` of AMQP and `orders.>` of NATS. */
function matches(name: string, pattern: string): boolean {
  if (!isPattern(pattern)) return name === pattern
  return fits(
    name,
    pattern.split(/(\*|\.#|#|>)/).flatMap((part, index) => (index % 2 === 0 ? signs(part) : wild(part))),
  )
}

const wild = (part: string): Step[] =>
  part === '*' ? [{ is: isOfWord }, { is: isOfWord, repeats: true }] : [{ is: () => true, repeats: true }]

const isOfWord = (sign: string): boolean => sign !== '.'

/** A queue of Amazon's is known by its address, or by the account that it is in: its name stands last. */
const withoutHost = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : (/^(?:https?:\/\/.*\/|arn:.*:)([\w.-]+)$/.exec(name)?.[1] ?? name)

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
