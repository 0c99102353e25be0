import type { Place } from '../errors/problem.ts'
import type { YamlPath } from '../yaml/read.ts'
import { isCalendarDate } from './calendar-date.ts'
import type { ConfigReader } from './config-reader.ts'
import { type LintConfig, type LintOverride, presets, type RuleSetting, type RuleSettings } from './lint-config.ts'

/** What one file says of lint: `msvc.yaml` in its section, a shared preset as a whole. */
export interface LintSection extends Partial<LintConfig> {
  readonly extends: readonly { readonly specifier: string; readonly at: Place }[]
}

const keys = ['preset', 'extends', 'rules', 'ignore', 'overrides', 'baseline']
const severities = ['off', 'warning', 'error'] as const

/** Reads such a section at a path of a document; faults go to the reader. */
export function readLintSection(reader: ConfigReader, base: YamlPath): LintSection {
  reader.map(base, keys)
  const preset = reader.oneOf([...base, 'preset'], presets)
  const ignore = reader.texts([...base, 'ignore'])
  const baseline = reader.path([...base, 'baseline'])
  return {
    ...(preset ? { preset } : {}),
    ...(ignore ? { ignore } : {}),
    ...(baseline ? { baseline } : {}),
    extends: reader.textOrTexts([...base, 'extends']).map((specifier, index) => ({
      specifier,
      at: reader.placeOf([...base, 'extends', index]),
    })),
    rules: readRules(reader, [...base, 'rules']),
    overrides: reader.items([...base, 'overrides']).flatMap((path) => readOverride(reader, path) ?? []),
  }
}

/** Each rule is a severity, or a map of `severity` and the rule's own options. Ids are checked by the lint engine. */
function readRules(reader: ConfigReader, base: YamlPath): RuleSettings {
  const settings = Object.entries(reader.map(base) ?? {}).map(([id, value]): [string, RuleSetting] => {
    const path = [...base, id]
    const at = reader.placeOfKey(path)
    if (typeof value === 'string' || typeof value === 'boolean') {
      const severity = value === false ? 'off' : reader.oneOf(path, severities)
      return [id, { ...(severity ? { severity } : {}), options: {}, at, optionsAt: {} }]
    }
    if (typeof value === 'number') reader.oneOf(path, severities)
    const { severity: _, ...options } = typeof value === 'number' ? {} : (reader.map(path) ?? {})
    const severity = reader.oneOf([...path, 'severity'], severities)
    const optionsAt = Object.fromEntries(Object.keys(options).map((name) => [name, reader.placeOfKey([...path, name])]))
    return [id, { ...(severity ? { severity } : {}), options, at, optionsAt }]
  })
  return Object.fromEntries(settings)
}

function readOverride(reader: ConfigReader, path: YamlPath): LintOverride | undefined {
  if (reader.map(path, ['paths', 'services', 'rules', 'reason', 'until']) === undefined) return undefined
  const paths = reader.textOrTexts([...path, 'paths'])
  const services = reader.textOrTexts([...path, 'services'])
  const isSilent = reader.isAbsent([...path, 'reason'])
  const reason = isSilent ? undefined : reader.text([...path, 'reason'])
  const until = reader.text([...path, 'until'])
  const fault = (message: string, hint: string): void => reader.fault(path, 'config-override', message, hint)
  if (reader.isAbsent([...path, 'paths']) && reader.isAbsent([...path, 'services']))
    fault(
      'An override must say where it holds.',
      'Give it "paths" or "services"; what holds everywhere belongs to "rules".',
    )
  if (reader.isAbsent([...path, 'rules']))
    fault('An override must say what holds there.', 'Give it "rules": each with off, warning or error.')
  if (isSilent) fault('An override must say why.', 'Give it a "reason", for those who meet it later.')
  if (until !== undefined && !isCalendarDate(until))
    reader.fault([...path, 'until'], 'config-value', `"${until}" is no day.`, 'Write it as 2027-01-31.')
  return {
    paths,
    services,
    rules: readRules(reader, [...path, 'rules']),
    reason: reason ?? '',
    ...(until === undefined ? {} : { until }),
    at: reader.placeOf(path),
  }
}
