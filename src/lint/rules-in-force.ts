import { didYouMean } from '../errors/did-you-mean.ts'
import type { Place, Problem } from '../errors/problem.ts'
import { UserError } from '../errors/user-error.ts'
import type { LintConfig, LintOverride, RuleSetting, RuleSettings } from '../workspace/lint-config.ts'
import type { Severity } from './finding.ts'
import { optionFaults, optionsOf } from './options.ts'
import { isInPreset } from './presets.ts'
import type { Options, Rule } from './rule.ts'

/** How a rule is to be run, and what its findings weigh. */
export interface Terms {
  readonly severity: Severity | 'off'
  /** One object for all terms that mean the same: the rule runs once for each. */
  readonly options: Options
}

/** A rule that is on somewhere. */
export interface RuleInForce extends Terms {
  readonly rule: Rule
  /** Terms for some paths or services; of two, the later ones hold. */
  readonly overrides: readonly (Terms & { readonly override: LintOverride })[]
}

/** The rules that are on by `msvc.yaml` on a day. Throws UserError for ids, options and values that no rule has, all at once. */
export function rulesInForce(
  rules: readonly Rule[],
  {
    config,
    only,
    today,
  }: { readonly config: LintConfig; readonly only?: readonly string[] | undefined; readonly today: string },
): RuleInForce[] {
  const overrides = config.overrides.filter((override) => !isOver(override, today))
  const settings = [config.rules, ...config.overrides.map((override) => override.rules)]
  const problems = [
    ...settings.flatMap((each) => faultsOf(each, rules)),
    ...(only ?? []).flatMap((id) => unknownRule(id, rules)),
  ]
  if (problems.length > 0) throw new UserError(problems)
  return rules.flatMap((rule) => {
    const isAsked = isInPreset(rule, config.preset) || (only?.includes(rule.id) ?? false)
    const setting = config.rules[rule.id]
    const terms: Terms = {
      severity: severityOf(rule, setting, isAsked ? rule.severity : 'off'),
      options: optionsOf(rule, setting?.options ?? {}),
    }
    const special = overrides.flatMap((override) => {
      const own = override.rules[rule.id]
      if (own === undefined) return []
      const isSame = Object.keys(own.options).length === 0
      const options = isSame ? terms.options : optionsOf(rule, { ...setting?.options, ...own.options })
      return [{ severity: severityOf(rule, own, terms.severity), options, override }]
    })
    const isOn = [terms, ...special].some(({ severity }) => severity !== 'off')
    return isOn ? [{ rule, ...terms, overrides: special }] : []
  })
}

/** Whether the last day of an override has passed. */
export const isOver = ({ until }: { readonly until?: string }, today: string): boolean =>
  until !== undefined && until < today

/** To speak of a rule is to turn it on, unless the word is `off`. */
const severityOf = (rule: Rule, setting: RuleSetting | undefined, otherwise: Terms['severity']): Terms['severity'] =>
  setting?.severity ?? (setting && otherwise === 'off' ? rule.severity : otherwise)

function faultsOf(settings: RuleSettings, rules: readonly Rule[]): Problem[] {
  return Object.entries(settings).flatMap(([id, { options, optionsAt, at }]) => {
    const rule = rules.find((candidate) => candidate.id === id)
    if (rule === undefined) return unknownRule(id, rules, at)
    return optionFaults(rule, options).map(
      ({ name, problem }): Problem => ({ ...problem, place: optionsAt[name] ?? at }),
    )
  })
}

function unknownRule(id: string, rules: readonly Rule[], place?: Place): Problem[] {
  const ids = rules.map((rule) => rule.id)
  if (ids.includes(id)) return []
  const problem = { code: 'unknown-rule', message: `There is no rule "${id}".`, hint: didYouMean(id, ids) }
  return [place ? { ...problem, place } : problem]
}
