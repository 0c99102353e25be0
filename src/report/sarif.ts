import type { Finding } from '../lint/finding.ts'
import type { RuleWords } from '../lint/rule.ts'
import type { LintResult } from '../lint/run.ts'
import type { Reporter, ReportOptions } from './report.ts'

type Hosted = ReportOptions['hosted']
type At = Finding['at']

/** SARIF 2.1.0: what code scanning and editors read. */
export const sarif: Reporter = (result, options) => {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run(result, options)],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function run({ rules, findings, skipped }: LintResult, { version, page, hosted }: ReportOptions): object {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  return {
    tool: {
      driver: { name: 'msvc', semanticVersion: version, rules: rules.map((rule) => descriptor(rule, page(rule.id))) },
    },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => resultOf(finding, indexes.get(finding.rule), hosted)),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: skipped.map(({ file, why }) => ({
          level: 'note',
          message: { text: `Passed over: ${why}.` },
          locations: [{ physicalLocation: { artifactLocation: artifact(file, hosted) } }],
        })),
      },
    ],
  }
}

function descriptor({ id, group, severity, summary, why, help }: RuleWords, page: string | undefined): object {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    help: { text: `${why} ${help}`, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: severity },
    properties: { tags: [group], 'problem.severity': severity },
  }
}

function resultOf(finding: Finding, ruleIndex: number | undefined, hosted: Hosted): object {
  const { rule, severity, message, help, at, related, fingerprint } = finding
  const others = related.map((place, index) => ({
    id: index + 1,
    ...location(place, hosted),
    message: { text: inText(place.message) },
  }))
  // Viewers show the other side where the text links to it.
  const links = related.map((place, index) => ` See [${inLink(place.message)}](${index + 1}).`)
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: severity,
    message: { text: `${inText(message)}${links.join('')} ${inText(help)}` },
    locations: [location(at, hosted)],
    ...(others.length > 0 ? { relatedLocations: others } : {}),
    // GitHub knows an alert again by the first name, and by it alone.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'msvcFinding/v1': fingerprint },
  }
}

const location = ({ file, line, column }: At, hosted: Hosted): object => ({
  physicalLocation: {
    artifactLocation: artifact(file, hosted),
    region: { startLine: line, startColumn: column },
  },
})

const artifact = (file: string, hosted: Hosted): object => ({
  uri: hosted(file).split('/').map(encodeURIComponent).join('/'),
})

/** `[x](1)` is a link in a message, whose brackets a backslash keeps from being one. */
const inText = (text: string): string => text.replace(/\\(?=[[\]\\])/g, '\\\\').replace(/\[(?=[^\]]*\]\()/g, '\\[')

const inLink = (text: string): string => text.replace(/[[\]\\]/g, '\\$&')
