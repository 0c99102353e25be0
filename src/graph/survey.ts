import type { Catalog } from '../catalog/catalog.ts'
import { readCatalog } from '../catalog/read.ts'
import { UserError } from '../errors/user-error.ts'
import { type CollectedFacts, collectFacts } from '../facts/collect.ts'
import { type FactIndex, indexFacts } from '../facts/fact-index.ts'
import type { FactCache } from '../facts/reading/fact-cache.ts'
import type { Share } from '../facts/reading/share.ts'
import type { Repository } from '../repository/repository.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import { readConfig } from '../workspace/read-config.ts'
import { buildGraph } from './build.ts'
import type { Graph } from './graph.ts'
import { withHostNames } from './names/host-names.ts'
import { withProjectFolders } from './names/project-folders.ts'
import { withOverlays } from './overlays/apply.ts'
import { withoutOlderReleases } from './overlays/older-releases.ts'
import { withoutTestSupport } from './owners/test-support.ts'

/** All that is known of a repository: what checks and pictures start from. */
export interface Survey {
  readonly config: WorkspaceConfig
  readonly catalog: Catalog
  readonly facts: FactIndex
  readonly graph: Graph
  readonly collected: CollectedFacts
}

/**
 * Reads a repository, ours or not. Of a faulty catalog it takes what can be read; a faulty `msvc.yaml` throws UserError,
 * since nobody knows then what is asked.
 */
export async function survey(repository: Repository, cache?: FactCache, share?: Share): Promise<Survey> {
  const { config, problems } = readConfig(repository)
  if (problems.length > 0) throw new UserError(problems)
  const catalog = readCatalog(repository, config.catalog.file)
  const collected = await collectFacts(repository, { ignore: config.lint.ignore, cache, share })
  const files = repository.files()
  const told = indexFacts(withOverlays(withoutOlderReleases(collected.facts)))
  const facts = withProjectFolders(withHostNames(withoutTestSupport(told, files), files))
  const { exclude } = config.discovery
  const graph = buildGraph({ catalog, facts, files, exclude })
  return { config, catalog, facts, graph, collected }
}
