import { didYouMean } from '../errors/did-you-mean.ts'
import { UserError } from '../errors/user-error.ts'
import type { Graph } from './graph.ts'

/** The part of a graph that lies at most `depth` edges from a service, whichever way they lead. Throws UserError. */
export function focused(graph: Graph, name: string, depth: number): Graph {
  const names = graph.services.map((service) => service.name)
  if (!names.includes(name)) {
    const hint = didYouMean(name, names)
    throw new UserError({ code: 'unknown-service', message: `There is no service "${name}".`, hint })
  }
  const near = new Set([name])
  for (let step = 0; step < depth; step++) {
    const reached = graph.edges.flatMap(({ from, to }) => (near.has(from) ? [to] : near.has(to) ? [from] : []))
    for (const each of reached) near.add(each)
  }
  return {
    services: graph.services.filter((service) => near.has(service.name)),
    resources: graph.resources.filter((resource) => near.has(resource.name)),
    edges: graph.edges.filter(({ from, to }) => near.has(from) && near.has(to)),
  }
}
