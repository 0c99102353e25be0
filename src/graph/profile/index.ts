import type { FactIndex } from '../../facts/fact-index.ts'
import { present } from '../../facts/present.ts'
import { type Graph, placeOf } from '../graph.ts'
import { deployedBy } from './deployed.ts'
import { frameworksOf } from './frameworks.ts'
import { healthOf } from './health.ts'

/**
 * The graph with what its services are made with, where they are asked for their health, and what deploys them; and with the
 * owners that `ownerOf` a folder tells, for those that the catalog says nothing of.
 */
export function withProfiles(graph: Graph, facts: FactIndex, ownerOf: (folder: string) => string | undefined): Graph {
  const { services } = graph
  const frameworks = frameworksOf(services, facts)
  const health = healthOf(services, facts)
  const deployed = deployedBy(services, facts)
  return {
    ...graph,
    services: services.map((service) => ({
      ...present({ owner: service.known === 'declared' ? undefined : ownerOf(placeOf(service.path)) }),
      ...service,
      frameworks: frameworks.get(service.name) ?? [],
      health: health.get(service.name) ?? [],
      deployed: deployed.get(service.name) ?? [],
    })),
  }
}
