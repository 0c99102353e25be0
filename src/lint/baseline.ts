import type { Problem } from '../errors/problem.ts'
import { UserError } from '../errors/user-error.ts'
import { compareTexts } from '../facts/compare.ts'
import type { Finding } from './finding.ts'

/** A finding that is known, as the baseline keeps it: enough to review it, and to know it again. */
export interface KnownFinding {
  readonly fingerprint: string
  readonly rule: string
  readonly file: string
  readonly services: readonly string[]
  readonly message: string
}

/** The list of known findings, which only shrinks. */
export type Baseline = ReadonlyMap<string, KnownFinding>

/** Findings held against a baseline. */
export interface Comparison {
  readonly fresh: readonly Finding[]
  readonly known: readonly Finding[]
  /** What is known and not found any more. */
  readonly mended: readonly KnownFinding[]
  /** What is known and not found, where nobody could look: it may still be there. */
  readonly unseen: readonly KnownFinding[]
}

/**
 * Parts findings into new ones and known ones, and tells which known ones are gone. `isUnseen`: whether nobody could look
 * for a known finding.
 */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  isUnseen: (known: KnownFinding) => boolean = () => false,
): Comparison {
  const names = new Set(findings.map(({ fingerprint }) => fingerprint))
  const gone = [...baseline.values()].filter(({ fingerprint }) => !names.has(fingerprint))
  return {
    fresh: findings.filter(({ fingerprint }) => !baseline.has(fingerprint)),
    known: findings.filter(({ fingerprint }) => baseline.has(fingerprint)),
    mended: gone.filter((each) => !isUnseen(each)),
    unseen: gone.filter(isUnseen),
  }
}

/**
 * A baseline as text: a line for each finding, all alike, in an order that depends on nothing but the findings, so that
 * two branches that mend different things can be merged. `unseen`: what stays without having been found.
 */
export function baselineText(findings: readonly Finding[], unseen: readonly KnownFinding[] = []): string {
  const entries = [...findings.map((finding): KnownFinding => ({ ...finding, file: finding.at.file })), ...unseen]
  const sorted = entries.toSorted(
    (a, b) =>
      compareTexts(a.file, b.file) || compareTexts(a.rule, b.rule) || compareTexts(a.fingerprint, b.fingerprint),
  )
  const lines = sorted.map(({ fingerprint, rule, file, services, message }) => {
    const shown = Object.entries({ rule, file, services, message })
    const fields = shown.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
    return `  ${JSON.stringify(fingerprint)}: { ${fields.join(', ')} },\n`
  })
  // The version comes last: every line of a finding then ends in a comma.
  return `{\n${lines.join('')}  "version": 1\n}\n`
}

/** Reads a baseline, an empty one where there is no text. Throws UserError for one that is none, with the place where that can be told. */
export function readBaseline(text: string | undefined, file: string): Baseline {
  if (text === undefined) return new Map()
  const { version, ...entries } = parsed(text, file)
  if (version !== 1) {
    throw new UserError({
      code: 'baseline-version',
      message: `${file} is no baseline that this release knows: its version is ${JSON.stringify(version) ?? 'missing'}, not 1.`,
      hint: 'Update msvc; or, if the file is none of ours, name another one in lint.baseline of msvc.yaml.',
      place: { file, line: lineOf('version', text) },
    })
  }
  return new Map(
    Object.entries(entries).map(([fingerprint, entry]) => {
      const place = { file, line: lineOf(fingerprint, text) }
      return [fingerprint, knownFinding(fingerprint, entry, place)]
    }),
  )
}

/** The line that a key stands on; the first where it is missing. */
const lineOf = (key: string, text: string): number =>
  text.slice(0, Math.max(text.indexOf(JSON.stringify(key)), 0)).split('\n').length

function knownFinding(fingerprint: string, entry: unknown, place: { file: string; line: number }): KnownFinding {
  const said = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>
  const { rule, file: found, services, message } = said
  if (typeof rule === 'string' && typeof found === 'string') {
    const names = (Array.isArray(services) ? services : []).filter((name) => typeof name === 'string')
    return { fingerprint, rule, file: found, services: names, message: typeof message === 'string' ? message : '' }
  }
  throw new UserError({
    code: 'baseline-entry',
    message: `${place.file} holds "${fingerprint}", which says no rule and file.`,
    hint: 'Take that line out; the finding is then reported again.',
    place,
  })
}

function parsed(text: string, file: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new UserError(syntaxProblem(text, file, error.message), { cause: error })
  }
  throw new UserError({
    code: 'baseline-syntax',
    message: `${file} is no baseline: what it holds is no map of findings.`,
    hint: 'If the file is none of ours, name another one in lint.baseline of msvc.yaml.',
    place: { file, line: 1 },
  })
}

function syntaxProblem(text: string, file: string, reason: string): Problem {
  const code = 'baseline-syntax'
  if (text.trim() === '') {
    const hint = 'Take it back from git; or delete it, and make it anew: msvc lint --update-baseline'
    return { code, message: `${file} is empty.`, hint, place: { file, line: 1 } }
  }
  const mark = /^(?:<{7}|={7}|>{7})/m.exec(text)?.index
  const offset = mark ?? Number(/position (\d+)/.exec(reason)?.[1] ?? 0)
  return {
    code,
    message: mark === undefined ? `${file} is not JSON.` : `${file} holds the marks of a merge that met a conflict.`,
    hint: 'After a merge, keep the lines that both sides have; msvc lint --prune takes out what is too much.',
    place: { file, line: text.slice(0, offset).split('\n').length },
  }
}
