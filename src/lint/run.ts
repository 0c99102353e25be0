import { UserError } from '../errors/user-error.ts'
import { survey } from '../graph/survey.ts'
import type { Repository } from '../repository/repository.ts'
import { placeInConfig } from '../workspace/place-in-config.ts'
import { runRules } from './engine.ts'
import type { Finding } from './finding.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/index.ts'
import { rulesInForce } from './rules-in-force.ts'

export interface LintResult {
  /** The rules that were run. */
  readonly rules: readonly Rule[]
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
 * finding; a broken `msvc.yaml` throws UserError.
 */
export async function lintRepository(repository: Repository, only?: readonly string[]): Promise<LintResult> {
  const { config, catalog, facts, graph, collected } = await survey(repository)
  const placeOf = (path: readonly string[]) => placeInConfig(repository, path)
  const inForce = rulesInForce(rules, { config, only, placeOf })
  const has = (path: string): boolean => repository.kind(path) === 'file'
  const read = (path: string): string | undefined => readIfText(repository, path)
  return {
    rules: inForce.map(({ rule }) => rule),
    findings: runRules({ config, catalog, facts, graph, unread: collected.unread, rules: inForce, has, read }),
    services: graph.services.length,
    files: collected.files,
    skipped: collected.skipped,
  }
}

/** Text of a file; a file that is no text has a finding of its own, and only cannot be quoted. */
export function readIfText(repository: Repository, file: string): string | undefined {
  try {
    return repository.read(file)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
