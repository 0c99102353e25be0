import { withProfiles } from '../graph/profile/index.ts'
import type { Survey } from '../graph/survey.ts'
import type { ReadGraph } from './read-graph.ts'

/** What is kept of a survey for whoever looks at the graph. Apart, since most runs find it kept and need nothing of this. */
export function readFrom({ catalog, config, graph, facts, collected }: Survey): ReadGraph {
  const [fault] = catalog.problems
  const { skipped } = collected
  return { graph: withProfiles(graph, facts), title: config.name, skipped, ...(fault ? { fault: fault.message } : {}) }
}
