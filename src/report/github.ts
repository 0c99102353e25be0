import type { Finding } from '../lint/finding.ts'
import type { Reporter } from './report.ts'

/** Annotations of GitHub Actions: workflow commands, which the runner reads from what a step prints. */
export const github: Reporter = ({ findings }, { hosted }) =>
  findings.map((finding) => `${annotation(finding, hosted)}\n`).join('')

function annotation({ rule, severity, message, help, at }: Finding, hosted: (file: string) => string): string {
  const properties = { file: hosted(at.file), line: at.line, col: at.column, title: rule }
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`)
  return `::${severity} ${given.join(',')}::${escaped(`${message}\nFix: ${help}`)}`
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
