import type { Catalog } from '../../catalog/catalog.ts'
import { findEntity, refKey } from '../../catalog/references.ts'
import { type DeclaredService, declaredServices } from '../../catalog/services.ts'
import type { EdgeKind, Resource } from '../graph.ts'
import type { EdgeSet } from './edge-set.ts'

/** How Backstage users call their resources, by what the graph calls them. */
const resourceKinds: readonly (readonly [RegExp, Resource['kind'], EdgeKind])[] = [
  [/cache|redis|memcache/i, 'cache', 'cache'],
  [/broker|queue|topic|kafka|bus|stream/i, 'broker', 'broker'],
  [/bucket|object|blob/i, 'objectstore', 'database'],
  [/database|db|sql|store|schema/i, 'database', 'database'],
]

/** Edges that the catalog declares. Returns the resources that it names. */
export function declaredEdges(edges: EdgeSet, catalog: Catalog): Resource[] {
  const services = declaredServices(catalog)
  const byComponent = new Map(services.map((service) => [refKey(service.entity), service]))
  const providers = new Map<string, DeclaredService>()
  for (const service of services) for (const { ref } of service.providesApis) providers.set(refKey(ref), service)

  const resources = new Map<string, Resource>()
  for (const service of services) {
    for (const { ref, at } of [...service.consumesApis, ...service.dependsOn]) {
      const proof = { ...at, kind: 'catalog', confidence: 1 }
      const provider = providers.get(refKey(ref)) ?? byComponent.get(refKey(ref))
      if (provider) edges.declare(service.name, provider.name, proof)
      if (ref.kind.toLowerCase() !== 'resource') continue
      const type = String(findEntity(catalog, ref)?.spec.type ?? '')
      const [, kind, edge] = resourceKinds.find(([pattern]) => pattern.test(type)) ?? []
      resources.set(ref.name, { name: ref.name, kind: kind ?? 'external' })
      edges.declare(service.name, ref.name, proof, [edge ?? 'database'])
    }
  }
  return [...resources.values()]
}
