import type { Edge, EdgeKind, Graph, Resource } from './graph.ts'

/** Edges by which one service reaches another at run time: what a catalog is asked to declare. */
export const callKinds: readonly EdgeKind[] = ['http', 'grpc', 'event']

/** Whether an edge is a call that the catalog does not declare. */
export const isUndeclaredCall = ({ kind, declared }: Pick<Edge, 'kind' | 'declared'>): boolean =>
  !declared && callKinds.includes(kind)

/** Whether nothing speaks for an edge but one path, which just one service serves, or a setting that is named after it. */
const isGuess = ({ evidence: [first, ...others] }: Edge): boolean =>
  others.length === 0 && (first?.kind === 'route' || first?.kind === 'setting-name')

/** What people are judged and measured by: a guess is enough to be shown, and to be held against nobody. */
export const withoutGuesses = (graph: Graph): Graph => ({
  ...graph,
  edges: graph.edges.filter((edge) => !isGuess(edge)),
})

/** How a service uses each kind of resource. */
export const storeKinds = {
  database: 'database',
  cache: 'cache',
  broker: 'broker',
  objectstore: 'database',
  external: 'http',
} as const satisfies Record<Resource['kind'], EdgeKind>
