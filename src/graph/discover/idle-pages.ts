import type { FactIndex } from '../../facts/fact-index.ts'
import { callKinds } from '../calls.ts'
import type { Graph, Service } from '../graph.ts'
import { isShownPage } from './finders/pages.ts'
import { withoutServices } from './without-services.ts'

/**
 * Takes out pages that only a development server shows, where they call no service (demonstrations, mails, editors), or
 * where other pages are deployed: then these are an older form of them, or another one. Of the only ones, which call a
 * service, it is sure that they are a part of the system, wherever they are handed out.
 */
export function withoutIdlePages(graph: Graph, facts: FactIndex): Graph {
  const shown = new Set(facts.of('package').flatMap((fact) => (isShownPage(fact) ? [fact.at.file] : [])))
  const names = new Set(graph.services.map(({ name }) => name))
  const calling = new Set(
    graph.edges.flatMap(({ from, to, kind, observed }) =>
      observed && names.has(to) && callKinds.includes(kind) ? [from] : [],
    ),
  )
  const isShown = ({ at, known }: Service): boolean => known === 'discovered' && at !== undefined && shown.has(at.file)
  const isOther = graph.services.some((service) => service.inBrowsers && !isShown(service))
  const idle = new Set(
    graph.services.flatMap((service) =>
      isShown(service) && (isOther || !calling.has(service.name)) ? [service.name] : [],
    ),
  )
  return idle.size === 0 ? graph : withoutServices(graph, idle)
}
