import type { FactIndex } from '../../facts/fact-index.ts'
import { callKinds } from '../calls.ts'
import type { Graph } from '../graph.ts'
import { isShownPage } from './finders/pages.ts'

/**
 * Takes out pages that only a development server shows, and that call no service: demonstrations, mails, editors. Of
 * one that calls a service it is sure that it is a part of the system, wherever it is handed out.
 */
export function withoutIdlePages(graph: Graph, facts: FactIndex): Graph {
  const shown = new Set(facts.of('package').flatMap((fact) => (isShownPage(fact) ? [fact.at.file] : [])))
  const names = new Set(graph.services.map(({ name }) => name))
  const calling = new Set(
    graph.edges.flatMap(({ from, to, kind, observed }) =>
      observed && names.has(to) && callKinds.includes(kind) ? [from] : [],
    ),
  )
  const idle = new Set(
    graph.services.flatMap(({ name, at, known }) =>
      known === 'discovered' && at !== undefined && shown.has(at.file) && !calling.has(name) ? [name] : [],
    ),
  )
  if (idle.size === 0) return graph
  return {
    ...graph,
    services: graph.services.filter(({ name }) => !idle.has(name)),
    edges: graph.edges.filter(({ from, to }) => !idle.has(from) && !idle.has(to)),
  }
}
