import { counted } from '../graph/draw/counted.ts'
import type { Finding } from '../lint/finding.ts'
import type { LintResult } from '../lint/run.ts'
import { baselineLines } from './baseline-lines.ts'
import { countBySeverity } from './count.ts'
import { code, plain } from './markdown-text.ts'
import { metricsHeader, metricsRows } from './metrics-rows.ts'
import type { Reporter, ReportOptions } from './report.ts'
import { scopeOf } from './scope.ts'

/** GitHub takes comments of 65,536 characters; the summary and the explanations need some of them. */
const room = 50_000

/** For a comment on a pull request: a table of findings, errors first, and why each rule is. */
export const markdown: Reporter = (result, options) => {
  const { findings, baseline } = result
  const scope = [`I${scopeOf(result).slice(1)}.`, ...baselineLines(baseline)].join(' ')
  const measures = result.metrics ? metricsTable(result.metrics) : ''
  if (findings.length === 0) {
    return `### msvc lint: no ${baseline.known.length > 0 ? 'new ' : ''}findings\n\n${scope}\n${measures}`
  }
  const { errors, warnings } = countBySeverity(findings)
  const counts = [errors && counted(errors, 'error'), warnings && counted(warnings, 'warning')].filter(Boolean)
  const shown = fitting([...findings].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')))
  const left = findings.length - shown.length
  return `${[
    `### msvc lint: ${counts.join(', ')}`,
    '',
    scope,
    '',
    '| | where | what, and how to mend it |',
    '| --- | --- | --- |',
    ...shown.map((finding) => row(finding, options)),
    ...(left > 0 ? ['', `And ${left} more, which \`msvc lint\` shows.`] : []),
    '',
    '<details><summary>Why these rules are</summary>',
    '',
    ...new Set(shown.map(({ rule, why }) => `- \`${rule}\`: ${plain(why)}`)),
    '',
    '</details>',
  ].join('\n')}\n${measures}`
}

function metricsTable(metrics: NonNullable<LintResult['metrics']>): string {
  const rows = [metricsHeader, metricsHeader.map(() => '---'), ...metricsRows(metrics).map((row) => row.map(plain))]
  return `\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`
}

function row({ rule, severity, message, help, at, related }: Finding, { hosted }: ReportOptions): string {
  const place = (file: string, line: number): string => code(`${hosted(file)}:${line}`)
  const others = related.map(({ file, line, message: told }) => `see ${place(file, line)} ${plain(told)}`)
  const what = [`${plain(message)} ${code(rule)}`, ...others, `**Fix:** ${plain(help)}`].join('<br>')
  return `| ${severity} | ${place(at.file, at.line)} | ${what} |`
}

function fitting(findings: readonly Finding[]): Finding[] {
  let left = room
  return findings.filter(({ message, help, why, at, related }) => {
    const told = related.reduce((sum, { file, message: words }) => sum + file.length + words.length + 20, 0)
    left -= message.length + help.length + why.length + at.file.length + told + 80
    return left > 0
  })
}
