import type { FactCache } from '../facts/fact-cache.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Graph } from '../graph/graph.ts'
import { survey } from '../graph/survey.ts'
import type { Repository } from '../repository/repository.ts'
import type { Session } from './session.ts'

export interface ReadGraph {
  readonly graph: Graph
  readonly facts: FactIndex
  /** The name of the system. */
  readonly title: string
}

/** The graph of a repository, ours or not, and the facts it is made from. Of a faulty catalog, what can be read of it. */
export async function readGraph({ err }: Session, repository: Repository, cache?: FactCache): Promise<ReadGraph> {
  const { catalog, config, graph, facts } = await survey(repository, cache)
  const [fault] = catalog.problems
  if (fault) err.write(`${err.color.yellow('note:')} the catalog has faults, which msvc lint shows: ${fault.message}\n`)
  return { graph, facts, title: config.name }
}
