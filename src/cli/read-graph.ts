import type { FactIndex } from '../facts/fact-index.ts'
import type { FactCache } from '../facts/reading/fact-cache.ts'
import type { Share } from '../facts/reading/share.ts'
import type { Graph } from '../graph/graph.ts'
import { oneLine } from '../report/printable.ts'
import type { Repository } from '../repository/repository.ts'
import type { ReadGraph } from './read-from.ts'
import type { Session } from './session.ts'
import type { Screen } from './terminal/screen.ts'

/** What the graph of a whole tree is kept under between runs. */
export const graphQuestion = { command: 'graph' } as const

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
  const [{ survey }, { readFrom }] = await Promise.all([import('../graph/survey.ts'), import('./read-from.ts')])
  const surveyed = await survey(repository, cache, share)
  return { ...readFrom(repository, surveyed), facts: surveyed.facts }
}

/** Says what is wrong with the catalog, and with what `msvc.yaml` leaves out. */
export function tellFault({ err }: Session, { fault, graph }: ReadGraph): void {
  tellIdleExcludes(err, graph)
  if (fault) err.write(`${err.color.yellow('note:')} the catalog has faults, which msvc lint shows: ${fault}\n`)
}

/** A folder that was renamed or taken away, or a slip of the pen: nobody would see that it is a service after all. */
export function tellIdleExcludes(err: Screen, { idleExcludes = [] }: Pick<Graph, 'idleExcludes'>): void {
  for (const folder of idleExcludes) {
    const note = err.color.yellow('note:')
    err.write(
      `${note} discovery.exclude of msvc.yaml names ${oneLine(folder)}, and no service that is found lies there.\n`,
    )
  }
}
