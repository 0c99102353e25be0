import { nearest } from '../errors/did-you-mean.ts'
import type { At, SuppressionFact } from '../facts/fact.ts'
import { isCalendarDate } from '../workspace/calendar-date.ts'
import type { RawFinding } from './finding.ts'
import type { Report } from './rule.ts'

/** What comments may name, and when we are. */
export interface SuppressionTerms {
  /** Ids of all rules that there are. */
  readonly known: readonly string[]
  /** Ids of those that were run: of others nobody can tell whether a comment is of use. */
  readonly ran: ReadonlySet<string>
  /** `2026-11-23` */
  readonly today: string
}

/** A comment's fault, as `void-suppression` reports it. */
type Fault = Pick<Report, 'at' | 'message' | 'help' | 'fix'>

/**
 * Takes out the findings that a comment in the source speaks of. A comment with a fault takes out nothing: without a
 * reason, of a rule that is none, no longer in force. One that takes out nothing has a fault.
 */
export function suppress(
  findings: readonly RawFinding[],
  comments: readonly SuppressionFact[],
  terms: SuppressionTerms,
): { readonly kept: RawFinding[]; readonly faults: Fault[] } {
  const faults: Fault[] = []
  const used = new Set<string>()
  const askers = new Map<string, SuppressionFact[]>()
  for (const comment of comments) {
    const fault = faultOf(comment, terms.today)
    if (fault) faults.push({ at: comment.at, ...fault })
    else for (const key of keysOf(comment)) askers.set(key, [...(askers.get(key) ?? []), comment])
  }
  const kept = findings.filter(({ rule, at }) => {
    const asking = askers.get(keyOf(rule, at.file, at.line)) ?? []
    for (const comment of asking) used.add(nameOf(rule, comment.at))
    return asking.length === 0
  })
  const valid = [...new Set([...askers.values()].flat())]
  return { kept, faults: [...faults, ...valid.flatMap((comment) => uselessRules(comment, used, terms))] }
}

const form = 'msvc-ignore <rule>: <reason>'

function faultOf({ rules, reason, until }: SuppressionFact, today: string): Omit<Fault, 'at'> | undefined {
  if (rules.length === 0) return { message: 'msvc-ignore names no rule, and so has no effect.', help: `Write ${form}.` }
  const shown = rules.join(', ')
  if (reason === '') {
    const help = `Say why after a colon: msvc-ignore ${shown}: <reason>.`
    return { message: `msvc-ignore ${shown} gives no reason, and so has no effect.`, help }
  }
  if (until === undefined) return undefined
  if (!isCalendarDate(until)) {
    return { message: `msvc-ignore ${shown} ends on "${until}", which is no day.`, help: 'Write it as 2027-01-31.' }
  }
  if (until >= today) return undefined
  const help = 'Mend what it left out until then, or give it a later day.'
  return { message: `msvc-ignore ${shown} was in force until ${until}.`, help }
}

function uselessRules(comment: SuppressionFact, used: ReadonlySet<string>, { known, ran }: SuppressionTerms): Fault[] {
  const { at, rules } = comment
  // One that names something else besides may be of use for that.
  const isUseless = rules.every((rule) => ran.has(rule) && !used.has(nameOf(rule, at)))
  const fix = isUseless ? { fix: [{ kind: 'remove-comment' as const, at }] } : {}
  return rules.flatMap((rule): Fault[] => {
    if (!known.includes(rule)) {
      // A list of all rules would bury the other findings.
      const near = nearest(rule, known)
      const help = near === undefined ? 'msvc explain lists all rules.' : `Did you mean "${near}"?`
      return [{ at, message: `msvc-ignore names a rule that there is not: "${rule}".`, help }]
    }
    if (!ran.has(rule) || used.has(nameOf(rule, at))) return []
    const help = 'Take it out; it belongs on the line of the finding, or the one above.'
    return [{ at, message: `msvc-ignore ${rule} leaves nothing out: the rule finds nothing there.`, help, ...fix }]
  })
}

const keysOf = ({ rules, lines, at }: SuppressionFact): string[] =>
  rules.flatMap((rule) => lines.map((line) => keyOf(rule, at.file, line)))

const keyOf = (rule: string, file: string, line: number): string => `${rule}\0${file}\0${line}`

const nameOf = (rule: string, at: At): string => `${keyOf(rule, at.file, at.line)}\0${at.column}`
