import type { Preset } from '../workspace/lint-config.ts'
import type { Rule, RuleGroup } from './rule.ts'

/** Groups that look at how services depend on each other; all others are conventions for one service by itself. */
const coupling: ReadonlySet<RuleGroup> = new Set<RuleGroup>([
  'code',
  'network',
  'data',
  'contract',
  'build',
  'shape',
  'history',
])

/** Whether a rule is on where nobody speaks of it by name. */
export function isInPreset({ preset: strictest, group }: Rule, preset: Preset): boolean {
  switch (preset) {
    case 'strict':
      return true
    case 'recommended':
      return strictest === undefined
    case 'conventions-only':
      return strictest === undefined && !coupling.has(group)
  }
}
