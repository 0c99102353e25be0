import { UserError } from '../errors/user-error.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { type FactCache, readOnly } from '../facts/reading/fact-cache.ts'
import type { Share } from '../facts/reading/share.ts'
import { withoutGuesses } from '../graph/calls.ts'
import type { Commit } from '../graph/commit.ts'
import { findLibraries } from '../graph/libraries.ts'
import { type Survey, survey } from '../graph/survey.ts'
import { readIfText } from '../repository/read-if-text.ts'
import type { Repository } from '../repository/repository.ts'
import type { Preset } from '../workspace/lint-config.ts'
import { arrange } from './arrange.ts'
import { compareWithBaseline, type KnownFinding, readBaseline } from './baseline.ts'
import { type Change, concernedServices, isConcerned } from './concern.ts'
import { runRules } from './engine.ts'
import type { Finding } from './finding.ts'
import { measure, type ServiceMetrics } from './metrics.ts'
import type { RuleWords } from './rule.ts'
import { rules } from './rules/index.ts'
import { voidSuppression } from './rules/lint/void-suppression/rule.ts'
import { rulesInForce } from './rules-in-force.ts'
import { withoutAllowed } from './without-allowed.ts'
import { withoutDrawn } from './without-drawn.ts'

export interface LintOptions {
  /** Ids of the rules to run, of those that are on; all where it is undefined. */
  readonly only?: readonly string[] | undefined
  /** In place of the preset that `msvc.yaml` names. */
  readonly preset?: Preset | undefined
  /** The day that it is, as `2026-11-23`: some suppressions end. */
  readonly today: string
  /** False: known findings are reported like all others. */
  readonly baseline?: boolean
  /** Reads the files of each of the last commits, for rules that look at them. */
  readonly history?: () => Promise<readonly Commit[]>
  /** Measure how services hang together, too. */
  readonly metrics?: boolean | undefined
  /** Only what this change can have caused. */
  readonly change?: Change | undefined
  /** Facts of files that were read before. */
  readonly cache?: FactCache | undefined
  /** How many files are read at once, where the tree lies on disk. */
  readonly share?: Share | undefined
  /** Is told when a rule runs that asks how many lines files have. */
  readonly usesLines?: (() => void) | undefined
  /** Is told what is known of the tree, before rules judge it. */
  readonly surveyed?: ((survey: Survey) => void) | undefined
}

export interface LintResult {
  /** The rules that were run. */
  readonly rules: readonly RuleWords[]
  /** Those that are not in the baseline. */
  readonly findings: readonly Finding[]
  readonly baseline: {
    /** Relative to the root. */
    readonly file: string
    readonly exists: boolean
    readonly known: readonly Finding[]
    /** What is known and not found any more; nothing is said of it when a part was looked at. */
    readonly mended: readonly KnownFinding[]
    /** What is known and not found, where nobody could look. */
    readonly unseen: readonly KnownFinding[]
  }
  /** The change that alone was looked at, and the services that it concerns, by name. */
  readonly change?: { readonly label: string; readonly services: readonly string[] }
  /** How each service hangs together with the others, where that was asked for. */
  readonly metrics?: readonly ServiceMetrics[]
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
  const { only, change } = options
  const earlier = change ? await earlierState(change.before, options) : undefined
  const { surveyed, rules: ran, findings } = await findAll(repository, options, earlier?.facts)
  const services = change ? concernedServices(change, surveyed) : undefined
  const { config, graph, collected } = surveyed
  const file = config.lint.baseline
  const text = options.baseline === false ? undefined : baselineOf(repository, file)
  const isUnseen = unseenIn(surveyed, repository)
  const { fresh, known, mended, unseen } = compareWithBaseline(findings, readBaseline(text, file), isUnseen)
  const isOfChange = change && services && earlier ? isConcerned(change, services, earlier.fingerprints) : () => true
  return {
    rules: ran,
    findings: fresh.filter(isOfChange),
    baseline: {
      file,
      exists: text !== undefined,
      known: known.filter(isOfChange),
      mended: only === undefined && change === undefined ? mended : [],
      unseen: only === undefined && change === undefined ? unseen : [],
    },
    ...(change && services ? { change: { label: change.label, services: [...services].sort() } } : {}),
    ...(options.metrics ? { metrics: measure(surveyed, (await options.history?.()) ?? []) } : {}),
    services: graph.services.length,
    files: collected.files,
    skipped: collected.skipped.map(({ file, why }) => ({ file, why })),
  }
}

/**
 * Whether nobody could look for a known finding: it is one of a file that could not be read, or of a service that is not there
 * while some folder could not be looked into.
 */
function unseenIn({ collected, graph }: Survey, repository: Repository): (known: KnownFinding) => boolean {
  const unread = collected.skipped.filter(({ onPurpose }) => !onPurpose).map(({ file }) => file)
  const services = new Set(graph.services.map(({ name }) => name))
  const isWhole = (repository.unlisted?.() ?? []).length === 0
  return ({ file, services: named }) =>
    unread.some((path) => file === path || (path.endsWith('/') && (file.startsWith(path) || path === './'))) ||
    (!isWhole && named.some((name) => !services.has(name)))
}

/** Text of the baseline, undefined where there is none. Throws UserError where something else lies there. */
function baselineOf(repository: Repository, file: string): string | undefined {
  const text = repository.read(file)
  if (text !== undefined || repository.kind(file) === undefined) return text
  throw new UserError({
    code: 'baseline-file',
    message: `${file} is no file: no baseline can be read from it.`,
    hint: 'Move it away, or name another file in lint.baseline of msvc.yaml.',
    place: { file },
  })
}

/** All that the rules find which nobody allows, with the rules that were asked for. */
async function findAll(
  repository: Repository,
  { only, preset, today, history, cache, share, usesLines, surveyed: tell }: LintOptions,
  before?: FactIndex,
): Promise<{ surveyed: Survey; rules: RuleWords[]; findings: Finding[] }> {
  const isAsked = (id: string): boolean => only === undefined || only.includes(id)
  // Git takes its time, in which files can be read; which rules are on is known only then.
  const reading = rules.some(({ id, needs }) => needs === 'history' && isAsked(id)) ? history?.() : undefined
  // Told where it is waited for.
  reading?.catch(() => undefined)
  const whole = await survey(repository, cache, share)
  tell?.(whole)
  const facts = withoutDrawn(whole.facts, repository.files())
  const surveyed = { ...whole, facts, graph: withoutGuesses(whole.graph) }
  const { config, collected } = surveyed
  const inForce = rulesInForce(rules, { config: { ...config.lint, ...(preset ? { preset } : {}) }, only, today })
  // Which suppressions are of use shows only when the rules that they name have run.
  const ran = isAsked(voidSuppression.id) ? inForce : inForce.filter(({ rule }) => isAsked(rule.id))
  // Some keep one file under two names, as `.dockerignore` that leads to `.gitignore`.
  const has = (path: string): boolean => {
    const kind = repository.kind(path)
    return kind === 'file' || (kind === 'link' && repository.readBytes(path) !== undefined)
  }
  const hasFolder = (path: string): boolean => repository.kind(path) === 'folder'
  const commits = ran.some(({ rule }) => rule.needs === 'history') ? await reading : undefined
  if (ran.some(({ rule }) => rule.needs === 'lines')) usesLines?.()
  const libraries = () => findLibraries(surveyed.graph.services, surveyed.facts, repository.files())
  const { unread, lines } = collected
  const looks = { libraries, has, hasFolder }
  const found = runRules({ ...surveyed, unread, lines, history: commits ?? [], before, rules: ran, ...looks })
  const kept = withoutAllowed(found, surveyed, ran, today).filter(({ rule }) => isAsked(rule))
  return {
    surveyed,
    rules: ran.flatMap(({ rule: { check: _, ...words } }) => (isAsked(words.id) ? [words] : [])),
    findings: arrange(kept, (file) => readIfText(repository, file)),
  }
}

/** What was found in an earlier state, and its facts; nothing where that was no state to be read. */
async function earlierState(
  repository: Repository,
  options: LintOptions,
): Promise<{ readonly fingerprints: ReadonlySet<string>; readonly facts?: FactIndex }> {
  try {
    // What an older state said must not be taken for what the files say now.
    const { cache } = options
    const known = cache && readOnly(cache)
    const { surveyed, findings } = await findAll(repository, {
      ...options,
      cache: known,
      share: undefined,
      surveyed: undefined,
    })
    return { fingerprints: new Set(findings.map(({ fingerprint }) => fingerprint)), facts: surveyed.facts }
  } catch (error) {
    if (error instanceof UserError) return { fingerprints: new Set() }
    throw error
  }
}
