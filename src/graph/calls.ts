import type { Edge, EdgeKind, Resource } from './graph.ts'

/** Edges by which one service reaches another at run time: what a catalog is asked to declare. */
export const callKinds: readonly EdgeKind[] = ['http', 'grpc', 'event']

/** Whether an edge is a call that the catalog does not declare. */
export const isUndeclaredCall = ({ kind, declared }: Pick<Edge, 'kind' | 'declared'>): boolean =>
  !declared && callKinds.includes(kind)

/** Whether nothing but one path, which just one service serves, speaks for an edge: enough to show it, and to judge nobody. */
export const isGuess = ({ evidence }: Pick<Edge, 'evidence'>): boolean =>
  evidence.length === 1 && evidence[0]?.kind === 'route'

/** How a service uses each kind of resource. */
export const storeKinds = {
  database: 'database',
  cache: 'cache',
  broker: 'broker',
  objectstore: 'database',
  external: 'http',
} as const satisfies Record<Resource['kind'], EdgeKind>
