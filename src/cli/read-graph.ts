import type { FactIndex } from '../facts/fact-index.ts'
import type { FactCache } from '../facts/reading/fact-cache.ts'
import type { Share } from '../facts/reading/share.ts'
import type { Graph } from '../graph/graph.ts'
import type { Repository } from '../repository/repository.ts'
import type { Session } from './session.ts'

export interface ReadGraph {
  readonly graph: Graph
  /** The name of the system. */
  readonly title: string
  /** What is wrong with the catalog. */
  readonly fault?: string
  /** Files that were passed over, and why. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/** The graph of a repository, ours or not, and the facts it is made from. Of a faulty catalog, what can be read of it. */
export async function readGraph(
  session: Session,
  repository: Repository,
  cache?: FactCache,
): Promise<ReadGraph & { readonly facts: FactIndex }> {
  const read = await surveyGraph(repository, cache)
  tellFault(session, read)
  return read
}

/** The same; a fault of the catalog is not told, but returned. */
export async function surveyGraph(
  repository: Repository,
  cache?: FactCache,
  share?: Share,
): Promise<ReadGraph & { readonly facts: FactIndex }> {
  const { survey } = await import('../graph/survey.ts')
  const { catalog, config, graph, facts, collected } = await survey(repository, cache, share)
  const [fault] = catalog.problems
  const { skipped } = collected
  return { graph, facts, title: config.name, skipped, ...(fault ? { fault: fault.message } : {}) }
}

/** Says what is wrong with the catalog. */
export function tellFault({ err }: Session, { fault }: ReadGraph): void {
  if (fault) err.write(`${err.color.yellow('note:')} the catalog has faults, which msvc lint shows: ${fault}\n`)
}
