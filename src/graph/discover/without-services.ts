import type { Graph } from '../graph.ts'

/** A graph without some services, their edges, and the resources that nobody else uses. */
export function withoutServices(graph: Graph, out: ReadonlySet<string>): Graph {
  const edges = graph.edges.filter(({ from, to }) => !out.has(from) && !out.has(to))
  const used = new Set(edges.map(({ to }) => to))
  const lost = new Set(graph.edges.flatMap(({ from, to }) => (out.has(from) && !used.has(to) ? [to] : [])))
  return {
    ...graph,
    services: graph.services.filter(({ name }) => !out.has(name)),
    resources: graph.resources.filter(({ name }) => !lost.has(name)),
    edges,
  }
}
