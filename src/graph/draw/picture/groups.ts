import type { Graph, Service } from '../../graph.ts'
import { communitiesOf } from './communities.ts'

/** A system of this many services is read as one picture; a larger one by its parts. */
const readableAtOnce = 60

/**
 * The group that each service is drawn in, by its name: systems where there are several, else teams where there are
 * several; for many services, else the folders that they lie in, or who has most to do with whom.
 */
export function groupsOf(graph: Graph): ReadonlyMap<string, string> {
  const { services } = graph
  const ways: readonly ((service: Service) => string | undefined)[] = [
    ({ system }) => system,
    ({ owner }) => owner,
    ...(services.length > readableAtOnce ? [folderOf] : []),
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

const folderOf = ({ path }: Service): string => path.split('/').slice(0, -1).join('/') || '.'
