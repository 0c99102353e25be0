import { pathGlobs } from '../repository/path-globs.ts'
import type { LintOverride } from '../workspace/lint-config.ts'
import type { Report } from './rule.ts'
import type { RuleInForce, Terms } from './rules-in-force.ts'

/** The terms that hold for one report of a rule, and the override that they come from. */
export type TermsFor = (rule: RuleInForce, report: Report) => Terms & { readonly override?: LintOverride }

/**
 * Looks up the terms of reports: of the last override that speaks of the file and of the service to blame, else those of
 * the rule everywhere.
 */
export function termsLookup(): TermsFor {
  const matchers = new Map<LintOverride, (file: string) => boolean>()
  const holds = (override: LintOverride, { at, services: [blamed = ''] }: Report): boolean => {
    const { paths, services } = override
    if (services.length > 0 && !services.includes(blamed)) return false
    if (paths.length === 0) return true
    const matches = matchers.get(override) ?? pathGlobs(paths)
    matchers.set(override, matches)
    return matches(at.file)
  }
  return (rule, report) => rule.overrides.findLast(({ override }) => holds(override, report)) ?? rule
}
