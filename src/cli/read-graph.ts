import { readCatalog } from '../catalog/read.ts'
import { UserError } from '../errors/user-error.ts'
import { collectFacts } from '../facts/collect.ts'
import { type FactIndex, indexFacts } from '../facts/fact-index.ts'
import { buildGraph } from '../graph/build.ts'
import type { Graph } from '../graph/graph.ts'
import type { Repository } from '../repository/repository.ts'
import { readConfig } from '../workspace/read-config.ts'
import type { Session } from './session.ts'

export interface ReadGraph {
  readonly graph: Graph
  readonly facts: FactIndex
}

/** The graph of a repository, ours or not, and the facts it is made from. Of a faulty catalog, what can be read of it. */
export async function readGraph({ err }: Session, repository: Repository): Promise<ReadGraph> {
  const { config, problems } = readConfig(repository)
  if (problems.length > 0) throw new UserError(problems)
  const catalog = readCatalog(repository, config.catalog.file)
  const [fault] = catalog.problems
  if (fault) err.write(`${err.color.yellow('note:')} the catalog has faults, which msvc lint shows: ${fault.message}\n`)
  const collected = await collectFacts(repository, { ignore: config.lint.ignore })
  const facts = indexFacts(collected.facts)
  return { graph: buildGraph({ repository, config, catalog, facts }), facts }
}
