import type { Finding } from '../lint/finding.ts'
import type { RuleWords } from '../lint/rule.ts'
import { countBySeverity } from './count.ts'
import type { Reporter, ReportOptions } from './report.ts'
import { attributes, escaped } from './xml.ts'

/**
 * JUnit's XML: a suite for each rule, and in it a test case for each finding, or one that passed. Only errors are failures,
 * as for the exit code; a warning is a case that passed, with its text as output.
 */
export const junit: Reporter = ({ rules, findings }, options) => {
  const suites = rules.map((rule) =>
    suite(
      rule,
      findings.filter((finding) => finding.rule === rule.id),
      options,
    ),
  )
  const cases = suites.reduce((count, { tests }) => count + tests, 0)
  const total = attributes({ name: 'msvc lint', tests: cases, failures: countBySeverity(findings).errors })
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${total}>`]
  return `${[...lines, ...suites.flatMap(({ xml }) => xml), '</testsuites>'].join('\n')}\n`
}

function suite({ id, summary }: RuleWords, found: readonly Finding[], options: ReportOptions) {
  const tests = Math.max(1, found.length)
  const cases =
    found.length > 0
      ? found.map((finding) => testCase(finding, options))
      : [`    <testcase${attributes({ classname: id, name: `nothing found: ${summary}` })}/>`]
  const head = attributes({ name: id, tests, failures: countBySeverity(found).errors })
  return { tests, xml: [`  <testsuite${head}>`, ...cases, '  </testsuite>'] }
}

function testCase(finding: Finding, { hosted }: ReportOptions): string {
  const { rule, severity, message, why, help, at, related } = finding
  const place = `${hosted(at.file)}:${at.line}:${at.column}`
  const others = related.map(({ file, line, message: told }) => `see ${hosted(file)}:${line} ${told}`)
  const body = escaped([place, message, ...others, `why: ${why}`, `fix: ${help}`].join('\n'))
  const told =
    severity === 'error'
      ? `<failure${attributes({ type: rule, message })}>${body}</failure>`
      : `<system-out>${body}</system-out>`
  const head = attributes({ classname: rule, name: `${place} ${message}`, file: hosted(at.file), line: at.line })
  return `    <testcase${head}>${told}</testcase>`
}
