import { didYouMean } from '../errors/did-you-mean.ts'
import type { Place, Problem } from '../errors/problem.ts'
import { UserError } from '../errors/user-error.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import type { Severity } from './finding.ts'
import { optionFaults, optionsOf } from './options.ts'
import type { Options, Rule } from './rule.ts'

/** A rule that is on, with its severity and options decided. */
export interface RuleInForce {
  readonly rule: Rule
  readonly severity: Severity
  readonly options: Options
}

interface Choice {
  readonly config: WorkspaceConfig
  /** Ids of the rules to run, of those that are on; all where it is undefined. */
  readonly only?: readonly string[] | undefined
  /** Where a setting stands in `msvc.yaml`. */
  placeOf(path: readonly string[]): Place
}

/** The rules that are on by `msvc.yaml`. Throws UserError for ids, options and values that no rule has, all at once. */
export function rulesInForce(rules: readonly Rule[], { config, only, placeOf }: Choice): RuleInForce[] {
  const settings = config.lint.rules
  const problems = [
    ...Object.keys(settings).flatMap((id) => unknownRule(id, rules, () => placeOf(['lint', 'rules', id]))),
    ...(only ?? []).flatMap((id) => unknownRule(id, rules)),
    ...rules.flatMap((rule) =>
      optionFaults(rule, settings[rule.id]?.options ?? {}).map(
        ({ name, problem }): Problem => ({ ...problem, place: placeOf(['lint', 'rules', rule.id, name]) }),
      ),
    ),
  ]
  if (problems.length > 0) throw new UserError(problems)
  return rules.flatMap((rule) => {
    const setting = settings[rule.id]
    const isAsked = rule.preset === undefined || only?.includes(rule.id) || setting !== undefined
    const severity = setting?.severity ?? (isAsked ? rule.severity : 'off')
    if (severity === 'off' || (only && !only.includes(rule.id))) return []
    return [{ rule, severity, options: optionsOf(rule, setting?.options ?? {}) }]
  })
}

function unknownRule(id: string, rules: readonly Rule[], place?: () => Place): Problem[] {
  const ids = rules.map((rule) => rule.id)
  if (ids.includes(id)) return []
  const problem = { code: 'unknown-rule', message: `There is no rule "${id}".`, hint: didYouMean(id, ids) }
  return [place ? { ...problem, place: place() } : problem]
}
