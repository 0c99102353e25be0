import { didYouMean } from '../errors/did-you-mean.ts'
import type { At } from '../facts/fact.ts'
import type { LintOverride } from '../workspace/lint-config.ts'
import { configFile } from '../workspace/read-config.ts'
import type { Report } from './rule.ts'
import { isOver, type RuleInForce } from './rules-in-force.ts'

/**
 * What is wrong with the overrides of `msvc.yaml` by what there is and what was found: those of presets that it extends
 * are made for others, too.
 */
export function overrideFaults(
  overrides: readonly LintOverride[],
  {
    services,
    rules,
    silenced,
    today,
  }: {
    readonly services: readonly string[]
    readonly rules: readonly RuleInForce[]
    readonly silenced: ReadonlyMap<LintOverride, ReadonlySet<string>>
    readonly today: string
  },
): Pick<Report, 'at' | 'message' | 'help'>[] {
  return overrides.flatMap((override) => {
    const { file, line = 1, column = 1 } = override.at
    if (file !== configFile) return []
    const at: At = { file, line, column }
    if (isOver(override, today)) {
      const help = 'Mend what it allowed until then, or give it a later day.'
      return [{ at, message: `This override was in force until ${override.until}.`, help }]
    }
    const unknown = override.services.filter((name) => !services.includes(name))
    const useless = rules.filter(({ rule, severity }) => {
      const isOff = override.rules[rule.id]?.severity === 'off' && severity !== 'off'
      return isOff && !silenced.get(override)?.has(rule.id)
    })
    return [
      ...unknown.map((name) => ({
        at,
        message: `This override names a service that there is not: "${name}".`,
        help: didYouMean(name, services),
      })),
      ...useless.map(({ rule }) => ({
        at: placeOf(override, rule.id, at),
        message: `This override turns off ${rule.id}, which finds nothing there.`,
        help: 'Take it out.',
      })),
    ]
  })
}

function placeOf(override: LintOverride, rule: string, fallback: At): At {
  const { file, line, column } = override.rules[rule]?.at ?? fallback
  return line === undefined || column === undefined ? fallback : { file, line, column }
}
