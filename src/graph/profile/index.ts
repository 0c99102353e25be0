import type { FactIndex } from '../../facts/fact-index.ts'
import type { Graph } from '../graph.ts'
import { deployedBy } from './deployed.ts'
import { frameworksOf } from './frameworks.ts'
import { healthOf } from './health.ts'

/** The graph with what its services are made with, where they are asked for their health, and what deploys them. */
export function withProfiles(graph: Graph, facts: FactIndex): Graph {
  const { services } = graph
  const frameworks = frameworksOf(services, facts)
  const health = healthOf(services, facts)
  const deployed = deployedBy(services, facts)
  return {
    ...graph,
    services: services.map((service) => ({
      ...service,
      frameworks: frameworks.get(service.name) ?? [],
      health: health.get(service.name) ?? [],
      deployed: deployed.get(service.name) ?? [],
    })),
  }
}
