import { UserError } from '../errors/user-error.ts'
import { survey } from '../graph/survey.ts'
import type { Repository } from '../repository/repository.ts'
import { arrange } from './arrange.ts'
import { compareWithBaseline, type KnownFinding, readBaseline } from './baseline.ts'
import { runRules } from './engine.ts'
import type { Finding } from './finding.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/index.ts'
import { voidSuppression } from './rules/lint/void-suppression/rule.ts'
import { type RuleInForce, rulesInForce } from './rules-in-force.ts'
import { withoutAllowed } from './without-allowed.ts'

export interface LintOptions {
  /** Ids of the rules to run, of those that are on; all where it is undefined. */
  readonly only?: readonly string[] | undefined
  /** The day that it is, as `2026-11-23`: some suppressions end. */
  readonly today: string
  /** False: known findings are reported like all others. */
  readonly baseline?: boolean
}

export interface LintResult {
  /** The rules that were run. */
  readonly rules: readonly Rule[]
  /** Those that are not in the baseline. */
  readonly findings: readonly Finding[]
  readonly baseline: {
    /** Relative to the root. */
    readonly file: string
    readonly exists: boolean
    readonly known: readonly Finding[]
    /** What is known and not found any more; nothing is said of it when not all rules were run. */
    readonly mended: readonly KnownFinding[]
  }
  /** How many services there are. */
  readonly services: number
  /** How many files were read. */
  readonly files: number
  /** Files that were passed over, and why. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/**
 * Reads a repository, ours or not, and holds it against the rules. A broken catalog is a finding; a broken `msvc.yaml`
 * throws UserError.
 */
export async function lintRepository(repository: Repository, options: LintOptions): Promise<LintResult> {
  const { only, today } = options
  const surveyed = await survey(repository)
  const { config, graph, collected } = surveyed
  const isAsked = ({ rule }: RuleInForce): boolean => only === undefined || only.includes(rule.id)
  const all = rulesInForce(rules, { config: config.lint, only, today })
  // Which suppressions are of use shows only when the rules that they name have run.
  const ran = only?.includes(voidSuppression.id) ? all : all.filter(isAsked)
  const has = (path: string): boolean => repository.kind(path) === 'file'
  const found = runRules({ ...surveyed, unread: collected.unread, rules: ran, has })
  const kept = withoutAllowed(found, surveyed, ran, today)
  const read = (file: string): string | undefined => readIfText(repository, file)
  const findings = arrange(
    kept.filter(({ rule }) => only === undefined || only.includes(rule)),
    read,
  )
  const file = config.lint.baseline
  const text = options.baseline === false ? undefined : repository.read(file)
  const { fresh, known, mended } = compareWithBaseline(findings, readBaseline(text, file))
  return {
    rules: ran.filter(isAsked).map(({ rule }) => rule),
    findings: fresh,
    baseline: { file, exists: text !== undefined, known, mended: only === undefined ? mended : [] },
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
