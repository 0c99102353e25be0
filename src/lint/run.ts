import { readCatalog } from '../catalog/read.ts'
import { UserError } from '../errors/user-error.ts'
import { collectFacts } from '../facts/collect.ts'
import { indexFacts } from '../facts/fact-index.ts'
import { buildGraph } from '../graph/build.ts'
import type { Repository } from '../repository/repository.ts'
import { readConfig } from '../workspace/read-config.ts'
import { runRules } from './engine.ts'
import type { Finding } from './finding.ts'
import { rules } from './rules/index.ts'
import { rulesInForce } from './rules-in-force.ts'

export interface LintResult {
  readonly findings: readonly Finding[]
  /** How many services there are. */
  readonly services: number
  /** How many files were read. */
  readonly files: number
  /** Files that were passed over, and why. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/**
 * Reads a repository, ours or not, and holds it against the rules; `only` names the rules to run. A broken catalog is a
 * finding; a broken `msvc.yaml` throws UserError, since nobody knows then what is asked.
 */
export function lintRepository(repository: Repository, only?: readonly string[]): LintResult {
  const { config, problems } = readConfig(repository)
  if (problems.length > 0) throw new UserError(problems)
  const inForce = rulesInForce(rules, config, only)
  const catalog = readCatalog(repository, config.catalog.file)
  const collected = collectFacts(repository, { ignore: config.lint.ignore })
  const graph = buildGraph({ repository, config, catalog, facts: indexFacts(collected.facts) })
  const has = (path: string): boolean => repository.kind(path) === 'file'
  const facts = indexFacts(collected.facts)
  return {
    findings: runRules({ config, catalog, facts, graph, rules: inForce, has }),
    services: graph.services.length,
    files: collected.files,
    skipped: collected.skipped,
  }
}
