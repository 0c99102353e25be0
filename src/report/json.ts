import { countBySeverity } from './count.ts'
import type { Reporter } from './report.ts'

/** For programs: version 1 of the document that `msvc lint --format json` promises. */
export const json: Reporter = (result) => {
  const { errors, warnings } = countBySeverity(result.findings)
  const findings = result.findings.map(
    ({ rule, severity, message, why, help, services, at, related, fingerprint }) => ({
      rule,
      severity,
      message,
      service: services[0] ?? null,
      services,
      file: at.file,
      line: at.line,
      column: at.column,
      related: related.map(({ file, line, column, message: told }) => ({ file, line, column, message: told })),
      why,
      help,
      fingerprint,
    }),
  )
  const summary = { errors, warnings, services: result.services, files: result.files }
  const { file, exists, known, mended } = result.baseline
  const baseline = exists ? { file, known: known.length, mended: mended.length } : null
  const { change = null, skipped, metrics } = result
  const document = { version: 1, summary, change, findings, baseline, skipped, ...(metrics ? { metrics } : {}) }
  return `${JSON.stringify(document, null, 2)}\n`
}
