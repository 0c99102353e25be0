import type { Finding } from '../lint/finding.ts'
import { codeFrame } from './code-frame.ts'
import { countBySeverity, counted } from './count.ts'
import type { Reporter, ReportOptions } from './report.ts'

/** For people: each finding with its place, the line itself, the other side, why it matters and how to mend it. */
export const text: Reporter = (result, options) => {
  const { paint } = options
  const { errors, warnings } = countBySeverity(result.findings)
  const scope = `${counted(result.services, 'service')} (${counted(result.files, 'file')})`
  const skipped =
    result.skipped.length > 0 ? paint.faint(`\n${counted(result.skipped.length, 'file')} passed over.`) : ''
  if (result.findings.length === 0) return `${paint.good('No findings')} in ${scope}.${skipped}\n`

  const counts = [
    errors > 0 ? paint.error(counted(errors, 'error')) : '',
    warnings > 0 ? paint.warning(counted(warnings, 'warning')) : '',
  ]
  const rules = [...new Set(result.findings.map(({ rule }) => rule))]
  const more = `More about a rule: ${paint.code(`msvc explain ${rules[0]}`)}`
  const findings = result.findings.map((finding) => block(finding, options)).join('\n')
  return `${findings}\n${counts.filter(Boolean).join(', ')} in ${scope}.${skipped}\n${paint.faint(more)}\n`
}

function block(finding: Finding, { paint, source }: ReportOptions): string {
  const { rule, severity, message, why, help, at, related } = finding
  const label = paint[severity](severity)
  const lines = [
    `${paint.strong(`${at.file}:${at.line}:${at.column}`)}`,
    `  ${label} ${message} ${paint.faint(rule)}`,
    ...codeFrame(source(at.file), at, paint[severity]).map((line) => `    ${paint.faint(line)}`),
    ...related.map((place) => `  ${paint.faint('see')}  ${place.file}:${place.line}  ${paint.faint(place.message)}`),
    `  ${paint.faint('why')}  ${why}`,
    `  ${paint.faint('fix')}  ${help}`,
  ]
  return `${lines.join('\n')}\n`
}
