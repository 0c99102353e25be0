import { codeOwners } from '../catalog/code-owners.ts'
import type { Skipped } from '../facts/collect.ts'
import type { Graph } from '../graph/graph.ts'
import { withProfiles } from '../graph/profile/index.ts'
import type { Survey } from '../graph/survey.ts'
import type { Repository } from '../repository/repository.ts'

export interface ReadGraph {
  readonly graph: Graph
  /** The name of the system. */
  readonly title: string
  /** What is wrong with the catalog. */
  readonly fault?: string
  readonly skipped: readonly Skipped[]
}

/** What is kept of a survey for whoever looks at the graph. Apart, since most runs find it kept and need nothing of this. */
export function readFrom(repository: Repository, surveyed: Survey): ReadGraph {
  const { catalog, config, facts, collected } = surveyed
  const [fault] = catalog.problems
  const { skipped } = collected
  const graph = withProfiles(surveyed.graph, facts, codeOwners(repository))
  return { graph, title: config.name, skipped, ...(fault ? { fault: fault.message } : {}) }
}
