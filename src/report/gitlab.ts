import type { Reporter } from './report.ts'

const severities = { error: 'major', warning: 'minor' } as const

/** GitLab's code quality report, which a merge request shows beside its changes. */
export const gitlab: Reporter = ({ findings }, { hosted }) => {
  const issues = findings.map(({ rule, severity, message, help, at, fingerprint }) => ({
    type: 'issue',
    check_name: rule,
    description: `${message} ${help}`,
    categories: ['Complexity'],
    severity: severities[severity],
    fingerprint,
    location: { path: hosted(at.file), lines: { begin: at.line } },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
