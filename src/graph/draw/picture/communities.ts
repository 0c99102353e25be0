import type { Graph } from '../../graph.ts'

/** How much each node has to do with each other one, and with itself once it stands for several. */
type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>

/**
 * Services that have more to do with each other than with the rest, by the name of each: what is drawn together where
 * nobody has grouped it (Louvain's method, 2008). A group is called after the service in it that has most to do with
 * others; what is joined to nothing is in no group.
 */
export function communitiesOf(graph: Graph): ReadonlyMap<string, string> {
  const first = weightsOf(graph)
  let groupOf = new Map([...first.keys()].map((name) => [name, name]))
  for (let weights: Weights = first, count = weights.size; ; count = weights.size) {
    const next = moved(weights)
    groupOf = new Map([...groupOf].map(([name, group]) => [name, next.get(group) ?? group]))
    weights = merged(weights, next)
    if (weights.size === count) break
  }
  return named(groupOf, first)
}

function weightsOf({ services, edges }: Graph): Weights {
  const near = new Map(services.map(({ name }) => [name, new Map<string, number>()]))
  for (const { from, to } of edges) {
    if (from === to || !near.has(from) || !near.has(to)) continue
    add(near.get(from), to, 1)
    add(near.get(to), from, 1)
  }
  return near
}

/** Each node goes to the neighbours' group that gains most modularity by it, until none wants to. */
function moved(weights: Weights): Map<string, string> {
  const degree = new Map([...weights].map(([name, theirs]) => [name, total(theirs)]))
  const all = total(degree)
  const groupOf = new Map([...weights.keys()].map((name) => [name, name]))
  const weight = new Map(degree)
  for (let round = 0, isMoving = true; isMoving && round < 20; round++) {
    isMoving = false
    for (const [name, theirs] of weights) {
      const own = groupOf.get(name) ?? name
      const mine = degree.get(name) ?? 0
      const links = new Map([[own, 0]])
      for (const [other, count] of theirs) if (other !== name) add(links, groupOf.get(other) ?? other, count)
      const gain = ([group, count]: readonly [string, number]): number =>
        count - (mine * ((weight.get(group) ?? 0) - (group === own ? mine : 0))) / all
      const [best] = [...links].reduce((a, b) => (gain(b) > gain(a) + 1e-9 ? b : a))
      if (best === own) continue
      add(weight, own, -mine)
      add(weight, best, mine)
      groupOf.set(name, best)
      isMoving = true
    }
  }
  return groupOf
}

/** Groups as nodes. */
function merged(weights: Weights, groupOf: ReadonlyMap<string, string>): Weights {
  const whole = new Map<string, Map<string, number>>()
  for (const [name, theirs] of weights) {
    const group = groupOf.get(name) ?? name
    const sums = whole.get(group) ?? new Map<string, number>()
    whole.set(group, sums)
    for (const [other, count] of theirs) add(sums, groupOf.get(other) ?? other, count)
  }
  return whole
}

const add = (sums: Map<string, number> | undefined, key: string, count: number): void =>
  void sums?.set(key, (sums.get(key) ?? 0) + count)

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

function named(groupOf: ReadonlyMap<string, string>, weights: Weights): Map<string, string> {
  const members = new Map<string, string[]>()
  for (const [name, group] of groupOf) members.set(group, [...(members.get(group) ?? []), name])
  const degree = (name: string): number => total(weights.get(name) ?? new Map())
  return new Map(
    [...members.values()].flatMap((names) => {
      const [first = ''] = [...names].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1))
      return names.length > 1 ? names.map((name) => [name, `${first} +${names.length - 1}`] as const) : []
    }),
  )
}
