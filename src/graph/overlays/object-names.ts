import type { Fact } from '../../facts/fact.ts'
import { inCommon, nameAfter, type Way } from './ways.ts'

type Source = 'config-map' | 'secret' | 'claim'

/** A place that defines a ConfigMap, a Secret or a claim, or that asks for one. */
interface Mention {
  readonly file: string
  readonly source: Source
  readonly name: string
}

/** Says what an object is called that a file defines or asks for, after all kustomizations. */
export type ObjectNames = (mention: Mention) => string

/**
 * One name for each ConfigMap, Secret and claim, wherever it is spoken of: two services may have each a `config` that is
 * never the same one. As kustomize does it, only what is defined in the same deployment gets another name. What overlays
 * for several environments make of one object is still one; it has the first of its names.
 */
export function objectNames(facts: readonly Fact[], waysTo: (file: string) => readonly Way[]): ObjectNames {
  const definitions = new Map<string, Mention[]>()
  for (const mention of facts.flatMap(defined)) {
    const key = keyOf(mention)
    definitions.set(key, [...(definitions.get(key) ?? []), mention])
  }
  const heads = new Map<Mention, Mention>()
  const headOf = (mention: Mention): Mention => {
    let head = mention
    for (let next = heads.get(head); next; next = heads.get(head)) head = next
    return head
  }
  const join = (one: Mention, other: Mention): void => {
    if (headOf(one) !== headOf(other)) heads.set(headOf(other), headOf(one))
  }
  // What has one name in one deployment is one object: an overlay adds to what its base defines.
  const deployed = new Map<string, Mention>()
  for (const mention of [...definitions.values()].flat()) {
    for (const way of waysTo(mention.file)) {
      const key = `${way.at(-1)?.at.file}\0${mention.source}\0${nameAfter(mention.name, way)}`
      join(deployed.get(key) ?? mention, mention)
      deployed.set(key, deployed.get(key) ?? mention)
    }
  }
  const known = new Map<string, readonly Mention[]>()
  const meantBy = (mention: Mention): readonly Mention[] => {
    const key = `${mention.file}\0${keyOf(mention)}`
    const found = known.get(key) ?? meant(mention, definitions.get(keyOf(mention)) ?? [], waysTo)
    known.set(key, found)
    return found
  }
  // So is what one place asks for, whichever way it is deployed.
  for (const mention of facts.flatMap(asked)) {
    const [first, ...others] = meantBy(mention)
    for (const other of others) if (first) join(first, other)
  }
  const names = new Map<Mention, string>()
  for (const mention of [...definitions.values()].flat()) {
    const [way = []] = waysTo(mention.file)
    const [head, name] = [headOf(mention), nameAfter(mention.name, way)]
    const other = names.get(head)
    if (other === undefined || name < other) names.set(head, name)
  }
  return (mention) => {
    const [definition] = meantBy(mention)
    return (definition && names.get(headOf(definition))) ?? mention.name
  }
}

const keyOf = ({ source, name }: Mention): string => `${source}\0${name}`

/** The definitions that a place means: by each of its ways those of the same deployment that are nearest to it. */
function meant(
  { file }: Mention,
  definitions: readonly Mention[],
  waysTo: (file: string) => readonly Way[],
): readonly Mention[] {
  const found = new Set<Mention>()
  for (const way of waysTo(file)) {
    const near = definitions.map((definition) => ({
      definition,
      common: Math.max(0, ...waysTo(definition.file).map((other) => inCommon(way, other))),
    }))
    const nearest = Math.max(0, ...near.map(({ common }) => common))
    for (const { definition, common } of near) if (nearest > 0 && common === nearest) found.add(definition)
  }
  return [...found]
}

function defined(fact: Fact): Mention[] {
  if (fact.kind !== 'config-object' && fact.kind !== 'claim') return []
  return [{ file: fact.at.file, source: fact.kind === 'claim' ? 'claim' : fact.source, name: fact.name }]
}

function asked(fact: Fact): Mention[] {
  const { file } = fact.at
  if (fact.kind === 'workload')
    return [...fact.envFrom, ...fact.volumes].map(({ source, object }) => ({ file, source, name: object }))
  if (fact.kind !== 'env-set' || fact.from.source === 'literal') return []
  return [{ file, source: fact.from.source, name: fact.from.object }]
}
