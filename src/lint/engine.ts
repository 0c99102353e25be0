import picomatch from 'picomatch'
import type { Catalog } from '../catalog/catalog.ts'
import { comparePlaces, compareTexts } from '../facts/compare.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Graph } from '../graph/graph.ts'
import { serviceOf, subjectOf } from '../graph/subjects.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import type { Finding } from './finding.ts'
import { withFingerprints } from './fingerprint.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import type { RuleInForce } from './rules-in-force.ts'

export interface EngineInput {
  readonly config: WorkspaceConfig
  readonly catalog: Catalog
  readonly facts: FactIndex
  readonly graph: Graph
  readonly unread: readonly string[]
  readonly rules: readonly RuleInForce[]
  has(path: string): boolean
  /** Text of a file; undefined where there is none to be had. */
  read(path: string): string | undefined
}

type Unnamed = Omit<Finding, 'fingerprint'>

/** Runs rules over one repository. Findings are sorted by file, line, column and rule; equal ones are said once. */
export function runRules(input: EngineInput): Finding[] {
  const { config, catalog, facts, graph, unread } = input
  const isIgnored = config.lint.ignore.length > 0 ? picomatch([...config.lint.ignore], { dot: true }) : () => false
  const base: Omit<RuleContext, 'options'> = {
    config,
    catalog,
    facts,
    graph,
    unread,
    has: input.has,
    serviceOf: (file) => serviceOf(graph, file),
    subjectOf: (fact) => subjectOf(graph, facts, fact),
  }
  const findings = input.rules.flatMap(({ rule, severity, options }) =>
    [...rule.check({ ...base, options })]
      .filter(({ at }) => !isIgnored(at.file))
      .map((report) => toFinding(rule, severity, report)),
  )
  return withFingerprints(distinct(findings.sort(byPlace)), input.read)
}

function toFinding(rule: Rule, severity: Finding['severity'], report: Report): Unnamed {
  return {
    rule: rule.id,
    severity: report.severity ?? severity,
    message: report.message,
    why: rule.why,
    help: report.help ?? rule.help,
    services: report.services,
    at: report.at,
    related: report.related ?? [],
  }
}

function byPlace(a: Unnamed, b: Unnamed): number {
  return comparePlaces(a.at, b.at) || compareTexts(a.rule, b.rule) || compareTexts(a.message, b.message)
}

function distinct(sorted: readonly Unnamed[]): Unnamed[] {
  const key = ({ rule, at, message }: Unnamed): string => `${rule}\0${at.file}\0${at.line}\0${at.column}\0${message}`
  return sorted.filter((finding, index) => {
    const previous = sorted[index - 1]
    return previous === undefined || key(previous) !== key(finding)
  })
}
