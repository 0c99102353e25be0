import type { Edge, Graph } from './graph.ts'

/** What became of a service, a resource or an edge. */
export type Fate = 'added' | 'removed'

/** The part of two graphs in which they differ, with the ends of each edge that did not change themselves. */
export interface Comparison {
  readonly graph: Graph
  /** By the name of a service or resource; nothing for one that is in both. */
  fateOf(name: string): Fate | undefined
  fateOfEdge(edge: Edge): Fate | undefined
}

/** What a change adds to a graph and takes from it. An edge is the same where both ends and its kind are. */
export function compareGraphs(before: Graph, after: Graph): Comparison {
  const edges = differences(before.edges, after.edges, idOf)
  const services = differences(before.services, after.services, ({ name }) => name)
  const resources = differences(before.resources, after.resources, ({ name }) => name)
  const touched = new Set([...edges.all.flatMap(({ from, to }) => [from, to])])
  const fates = new Map([...services.fates, ...resources.fates])
  const isShown = ({ name }: { readonly name: string }): boolean => touched.has(name) || fates.has(name)
  return {
    graph: {
      services: services.union.filter(isShown).sort(byName),
      resources: resources.union.filter(isShown).sort(byName),
      edges: [...edges.all].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)),
    },
    fateOf: (name) => fates.get(name),
    fateOfEdge: (edge) => edges.fates.get(idOf(edge)),
  }
}

const idOf = ({ from, to, kind }: Edge): string => `${from}\0${to}\0${kind}`

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)

function differences<Item>(before: readonly Item[], after: readonly Item[], id: (item: Item) => string) {
  const known = new Set(before.map(id))
  const left = new Set(after.map(id))
  const removed = before.filter((item) => !left.has(id(item)))
  const added = after.filter((item) => !known.has(id(item)))
  const fates = new Map<string, Fate>([
    ...removed.map((item) => [id(item), 'removed'] as const),
    ...added.map((item) => [id(item), 'added'] as const),
  ])
  return { fates, all: [...removed, ...added], union: [...after, ...removed] }
}
