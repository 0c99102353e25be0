import { didYouMean } from '../errors/did-you-mean.ts'
import { UserError } from '../errors/user-error.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import type { Severity } from './finding.ts'
import type { Rule } from './rule.ts'

/** A rule that is on, with its severity and options decided. */
export interface RuleInForce {
  readonly rule: Rule
  readonly severity: Severity
  readonly options: Readonly<Record<string, unknown>>
}

/**
 * The rules that are on by `msvc.yaml`; with `only`, just those of them. Throws UserError for ids and options that no
 * rule has.
 */
export function rulesInForce(rules: readonly Rule[], config: WorkspaceConfig, only?: readonly string[]): RuleInForce[] {
  const ids = rules.map(({ id }) => id)
  const settings = config.lint.rules
  const problems = [
    ...Object.keys(settings).flatMap((id) => unknownRule(id, ids, 'msvc.yaml')),
    ...(only ?? []).flatMap((id) => unknownRule(id, ids)),
    ...rules.flatMap((rule) => unknownOptions(rule, settings[rule.id]?.options ?? {})),
  ]
  if (problems.length > 0) throw new UserError(problems)
  return rules.flatMap((rule) => {
    const setting = settings[rule.id]
    const severity = setting?.severity ?? rule.severity
    if (severity === 'off' || (only && !only.includes(rule.id))) return []
    return [{ rule, severity, options: { ...rule.defaults, ...setting?.options } }]
  })
}

function unknownRule(id: string, ids: readonly string[], file?: string) {
  if (ids.includes(id)) return []
  const message = `There is no rule "${id}".`
  return [{ code: 'unknown-rule', message, hint: didYouMean(id, ids), ...(file ? { place: { file } } : {}) }]
}

function unknownOptions(rule: Rule, options: Readonly<Record<string, unknown>>) {
  const known = Object.keys(rule.defaults ?? {})
  return Object.keys(options)
    .filter((option) => !known.includes(option))
    .map((option) => ({
      code: 'unknown-option',
      message: `The rule ${rule.id} has no option "${option}".`,
      hint: didYouMean(option, known),
      place: { file: 'msvc.yaml' },
    }))
}
