import { UserError } from '../errors/user-error.ts'
import { serviceOf } from '../graph/subjects.ts'
import { type Survey, survey } from '../graph/survey.ts'
import type { Repository } from '../repository/repository.ts'
import { arrange } from './arrange.ts'
import { type EngineOutput, runRules, toFinding } from './engine.ts'
import type { Finding, RawFinding } from './finding.ts'
import { overrideFaults } from './override-faults.ts'
import type { Report, Rule } from './rule.ts'
import { rules } from './rules/index.ts'
import { voidSuppression } from './rules/lint/void-suppression/rule.ts'
import { type RuleInForce, rulesInForce } from './rules-in-force.ts'
import { suppress } from './suppress.ts'
import { termsLookup } from './terms.ts'

export interface LintOptions {
  /** Ids of the rules to run, of those that are on; all where it is undefined. */
  readonly only?: readonly string[] | undefined
  /** The day that it is, as `2026-11-23`: some suppressions end. */
  readonly today: string
}

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
 * Reads a repository, ours or not, and holds it against the rules. A broken catalog is a finding; a broken `msvc.yaml`
 * throws UserError.
 */
export async function lintRepository(repository: Repository, { only, today }: LintOptions): Promise<LintResult> {
  const surveyed = await survey(repository)
  const { config, graph, collected } = surveyed
  const isAsked = ({ rule }: RuleInForce): boolean => only === undefined || only.includes(rule.id)
  const all = rulesInForce(rules, { config: config.lint, only, today })
  // Which suppressions are of use shows only when the rules that they name have run.
  const ran = only?.includes(voidSuppression.id) ? all : all.filter(isAsked)
  const has = (path: string): boolean => repository.kind(path) === 'file'
  const found = runRules({ ...surveyed, unread: collected.unread, rules: ran, has })
  const kept = withoutSuppressed(found, surveyed, ran, today)
  return {
    rules: ran.filter(isAsked).map(({ rule }) => rule),
    findings: arrange(
      kept.filter(({ rule }) => only === undefined || only.includes(rule)),
      (file) => readIfText(repository, file),
    ),
    services: graph.services.length,
    files: collected.files,
    skipped: collected.skipped,
  }
}

/** Leaves out what comments in the source ask for, and adds what is wrong with them and with overrides. */
function withoutSuppressed(
  { findings, silenced }: EngineOutput,
  { config, graph, facts }: Survey,
  ran: readonly RuleInForce[],
  today: string,
): RawFinding[] {
  const known = rules.map(({ id }) => id)
  const comments = facts.of('suppression')
  const { kept, faults } = suppress(findings, comments, { known, ran: new Set(ran.map(({ rule }) => rule.id)), today })
  const inForce = ran.find(({ rule }) => rule === voidSuppression)
  if (inForce === undefined) return kept
  const services = graph.services.map(({ name }) => name)
  const ofOverrides = overrideFaults(config.lint.overrides, { services, rules: ran, silenced, today })
  const reports = [...faults, ...ofOverrides].map((fault): Report => {
    const service = serviceOf(graph, fault.at.file)
    return { ...fault, services: service ? [service.name] : [] }
  })
  const terms = termsLookup()
  return [
    ...kept,
    ...reports.flatMap((report) => {
      const { severity } = terms(inForce, report)
      return severity === 'off' ? [] : [toFinding(inForce.rule, severity, report)]
    }),
  ]
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
