import { serviceOf } from '../graph/subjects/of-file.ts'
import type { Survey } from '../graph/survey.ts'
import { type EngineOutput, toFinding } from './engine.ts'
import type { RawFinding } from './finding.ts'
import { overrideFaults } from './override-faults.ts'
import type { Report } from './rule.ts'
import { rules } from './rules/index.ts'
import { voidSuppression } from './rules/lint/void-suppression/rule.ts'
import type { RuleInForce } from './rules-in-force.ts'
import { suppress } from './suppress.ts'
import { termsLookup } from './terms.ts'
import { toldTogether } from './told-together.ts'

/** Leaves out what comments in the source ask for, and adds what is wrong with them and with overrides. */
export function withoutAllowed(
  { findings, silenced }: EngineOutput,
  { config, graph, facts }: Survey,
  ran: readonly RuleInForce[],
  today: string,
): RawFinding[] {
  const known = rules.map(({ id }) => id)
  const comments = facts.of('suppression')
  const terms = { known, ran: new Set(ran.map(({ rule }) => rule.id)), today }
  const { kept: left, faults } = suppress(findings, comments, terms)
  const kept = toldTogether(left)
  const inForce = ran.find(({ rule }) => rule === voidSuppression)
  if (inForce === undefined) return kept
  const services = graph.services.map(({ name }) => name)
  const ofOverrides = overrideFaults(config.lint.overrides, { services, rules: ran, silenced, today })
  const reports = [...faults, ...ofOverrides].map((fault): Report => {
    const service = serviceOf(graph, fault.at.file)
    return { ...fault, services: service ? [service.name] : [] }
  })
  const termsFor = termsLookup()
  return [
    ...kept,
    ...reports.flatMap((report) => {
      const { severity } = termsFor(inForce, report)
      return severity === 'off' ? [] : [toFinding(inForce.rule, severity, report)]
    }),
  ]
}
