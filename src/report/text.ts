import { counted } from '../graph/draw/counted.ts'
import type { Finding } from '../lint/finding.ts'
import type { LintResult } from '../lint/run.ts'
import { baselineLines } from './baseline-lines.ts'
import { codeFrame } from './code-frame.ts'
import { countBySeverity } from './count.ts'
import { metricsHeader, metricsRows } from './metrics-rows.ts'
import { oneLine } from './printable.ts'
import type { Reporter, ReportOptions } from './report.ts'
import { scopeOf } from './scope.ts'
import { table } from './table.ts'

const mostNamed = 10

/** For people: by file, each finding with the line itself, the other side, why it matters and how to mend it. */
export const text: Reporter = (result, options) => {
  const { paint } = options
  const scope = scopeOf(result)
  const passed = passedOver(result.skipped, options.namesSkipped ?? false)
  const aside = [...baselineLines(result.baseline), ...passed].map((line) => `\n${paint.faint(line)}`).join('')
  const measures = result.metrics ? `\n${metricsTable(result.metrics, options)}` : ''
  const [first] = result.findings
  if (first === undefined)
    return `${paint.good(result.baseline.known.length > 0 ? 'No new findings' : 'No findings')} ${scope}.${aside}\n${measures}`

  const { errors, warnings } = countBySeverity(result.findings)
  const counts = [
    errors > 0 ? paint.error(counted(errors, 'error')) : '',
    warnings > 0 ? paint.warning(counted(warnings, 'warning')) : '',
  ]
  const more = `More about a rule: ${paint.code(`msvc explain ${first.rule}`)}`
  const blocks = byFile(result.findings, options).join('\n')
  return `${blocks}\n${counts.filter(Boolean).join(', ')} ${scope}.${aside}\n${paint.faint(more)}\n${measures}`
}

/** One line a service. */
function metricsTable(metrics: NonNullable<LintResult['metrics']>, { paint }: ReportOptions): string {
  return table([metricsHeader.map((title) => paint.faint(title)), ...metricsRows(metrics)])
}

/**
 * A file that nobody could read says nothing, and must not look like one in which nothing is wrong. How many, by reason; a
 * file that is alone with its reason is named.
 */
function passedOver(skipped: LintResult['skipped'], namesAll: boolean): string[] {
  if (skipped.length === 0) return []
  const named = (files: LintResult['skipped']): string[] =>
    files.map(({ file, why }) => `  ${oneLine(file)}: ${oneLine(why)}`)
  if (namesAll) return [[`${counted(skipped.length, 'file')} passed over:`, ...named(skipped)].join('\n')]
  const byReason = new Map<string, LintResult['skipped'][number][]>()
  for (const each of skipped) byReason.set(each.why, [...(byReason.get(each.why) ?? []), each])
  const [many, alone] = [
    [...byReason.values()].filter(({ length }) => length > 1),
    [...byReason.values()].filter(({ length }) => length === 1).flat(),
  ]
  const counts = many
    .sort((a, b) => b.length - a.length)
    .map((files) => `  ${files.length} ${oneLine(files[0]?.why ?? '')}`)
  const rest = alone.length > mostNamed ? [`  ${alone.length - mostNamed} more, each for a reason of its own`] : []
  const isShort = many.length + rest.length > 0
  const how = isShort ? ' (--passed-over names them)' : ''
  return [
    [
      `${counted(skipped.length, 'file')} passed over${how}:`,
      ...counts,
      ...named(alone.slice(0, mostNamed)),
      ...rest,
    ].join('\n'),
  ]
}

function byFile(findings: readonly Finding[], options: ReportOptions): string[] {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) files.set(finding.at.file, [...(files.get(finding.at.file) ?? []), finding])
  // Why a rule matters is said once; how to mend a finding is often its own.
  const explained = new Set<string>()
  return [...files].map(([file, found]) => {
    const source = options.source(file)
    const blocks = found.map((finding) => {
      const isNew = !explained.has(finding.rule)
      explained.add(finding.rule)
      return block(finding, source, isNew, options)
    })
    return `${options.paint.strong(oneLine(file))}\n${blocks.join('\n')}`
  })
}

function block(finding: Finding, source: string | undefined, isNew: boolean, { paint }: ReportOptions): string {
  const { rule, severity, message, why, help, at, related } = finding
  const lines = [
    `  ${at.line}:${at.column}  ${paint[severity](severity)}  ${oneLine(message)}  ${paint.faint(rule)}`,
    ...codeFrame(finding.hidesLine ? undefined : source, at, paint[severity]).map((line) => `    ${paint.faint(line)}`),
    ...related.map(
      (place) =>
        `    ${paint.faint('see')}  ${oneLine(place.file)}:${place.line}  ${paint.faint(oneLine(place.message))}`,
    ),
    ...(isNew ? [`    ${paint.faint('why')}  ${why}`] : []),
    `    ${paint.faint('fix')}  ${oneLine(help)}`,
  ]
  return `${lines.join('\n')}\n`
}
