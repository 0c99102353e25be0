import type { Place } from '../errors/problem.ts'

/** Which rules are on where nobody speaks of them one by one. */
export const presets = ['recommended', 'strict', 'conventions-only'] as const
export type Preset = (typeof presets)[number]

/** What is said of one rule; `off` silences it. Where it stands is kept, since only lint knows rules and their options. */
export interface RuleSetting {
  readonly severity?: 'off' | 'warning' | 'error'
  readonly options: Readonly<Record<string, unknown>>
  readonly at: Place
  /** Place of each option, by its name. */
  readonly optionsAt: Readonly<Record<string, Place>>
}

export type RuleSettings = Readonly<Record<string, RuleSetting>>

/** Settings that hold for some paths, or some services, only. */
export interface LintOverride {
  /** Globs; any file where there are none. */
  readonly paths: readonly string[]
  /** Names; any service where there are none. */
  readonly services: readonly string[]
  readonly rules: RuleSettings
  readonly reason: string
  /** The last day on which it holds. */
  readonly until?: string
  readonly at: Place
}

/** The section `lint` of `msvc.yaml`, over all that it extends. */
export interface LintConfig {
  readonly preset: Preset
  readonly rules: RuleSettings
  /** Globs of files that lint does not read. */
  readonly ignore: readonly string[]
  /** Of two that speak of one finding, the later one holds. */
  readonly overrides: readonly LintOverride[]
  /** Where the list of known findings lies, relative to the root. */
  readonly baseline: string
}

/** Where the baseline lies unless `msvc.yaml` says otherwise. */
export const defaultBaseline = '.msvc-baseline.json'
