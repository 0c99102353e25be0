import type { Graph, Service } from '../../graph.ts'
import { communitiesOf } from './communities.ts'

/** A system of this many services is read as one picture; a larger one by its parts. */
const readableAtOnce = 60

/**
 * The group that each service is drawn in, by its name: systems where there are several, else teams where there are
 * several; for many services, else the folders that they lie in where these hold some each, or who has most to do with whom.
 */
export function groupsOf(graph: Graph): ReadonlyMap<string, string> {
  const { services } = graph
  const ways: readonly ((service: Service) => string | undefined)[] = [
    ({ system }) => system,
    ({ owner }) => owner,
    ...(services.length > readableAtOnce ? folderWays(services) : []),
  ]
  for (const way of ways) {
    const named = services.flatMap((service) => {
      const group = way(service)
      return group === undefined ? [] : [[service.name, group] as const]
    })
    if (new Set(named.map(([, group]) => group)).size > 1) return new Map(named)
  }
  return services.length > readableAtOnce ? communitiesOf(graph) : new Map()
}

/** Fewer than these in a folder, as a rule, and the parts are as hard to read as the whole. */
const worthAFolder = 3

/** The folders that services lie in, or else those further out, the first that hold some services each. */
function folderWays(services: readonly Service[]): readonly ((service: Service) => string)[] {
  const deepest = Math.max(0, ...services.map(({ path }) => path.split('/').length - 1))
  const ways = Array.from({ length: deepest }, (_, index) => folderOf(deepest - index))
  return ways.filter((way) => new Set(services.map(way)).size * worthAFolder <= services.length).slice(0, 1)
}

const folderOf =
  (depth: number) =>
  ({ path }: Service): string =>
    path.split('/').slice(0, -1).slice(0, depth).join('/') || 'top folder'
