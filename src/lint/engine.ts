import type { Catalog } from '../catalog/catalog.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { openPlace } from '../facts/nacos/inner-file.ts'
import type { Commit } from '../graph/commit.ts'
import type { Graph } from '../graph/graph.ts'
import type { Library } from '../graph/libraries.ts'
import { subjectOf } from '../graph/subjects/of-fact.ts'
import { serviceOf } from '../graph/subjects/of-file.ts'
import { pathGlobs } from '../repository/path-globs.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import type { LintOverride } from '../workspace/lint-config.ts'
import type { RawFinding, Severity } from './finding.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import type { RuleInForce } from './rules-in-force.ts'
import { termsLookup } from './terms.ts'

export interface EngineInput {
  readonly config: WorkspaceConfig
  readonly catalog: Catalog
  readonly facts: FactIndex
  readonly graph: Graph
  readonly unread: readonly string[]
  readonly lines: ReadonlyMap<string, number>
  readonly history: readonly Commit[]
  readonly before?: FactIndex | undefined
  readonly rules: readonly RuleInForce[]
  libraries(): readonly Library[]
  has(path: string): boolean
  hasFolder(path: string): boolean
}

/** What rules have found, and what `msvc.yaml` has left out of it. */
export interface EngineOutput {
  /** In no order, and perhaps twice. */
  readonly findings: RawFinding[]
  /** Which rules each override has silenced. */
  readonly silenced: ReadonlyMap<LintOverride, ReadonlySet<string>>
}

/** Runs rules over one repository. */
export function runRules(input: EngineInput): EngineOutput {
  const { config, catalog, facts, graph, unread, lines, history, before } = input
  const isIgnored = pathGlobs(config.lint.ignore)
  const base: Omit<RuleContext, 'options'> = {
    config,
    catalog,
    facts,
    graph,
    unread,
    lines: new Map(),
    history,
    before,
    libraries: once(input.libraries),
    has: input.has,
    hasFolder: input.hasFolder,
    serviceOf: (file) => serviceOf(graph, file),
    subjectOf: (fact) => subjectOf(graph, facts, fact),
  }
  const termsFor = termsLookup()
  const silenced = new Map<LintOverride, Set<string>>()
  const findings: RawFinding[] = []
  for (const inForce of input.rules) {
    const { rule, overrides } = inForce
    for (const options of new Set([inForce, ...overrides].map((terms) => terms.options))) {
      for (const report of rule.check({ ...base, ...(rule.needs === 'lines' ? { lines } : {}), options })) {
        if (isIgnored(report.at.file)) continue
        const terms = termsFor(inForce, report)
        // What the rule says by other options than those that hold here is not asked for.
        if (terms.options !== options) continue
        if (terms.severity !== 'off') findings.push(toFinding(rule, terms.severity, report))
        else if (terms.override)
          silenced.set(terms.override, silenced.get(terms.override)?.add(rule.id) ?? new Set([rule.id]))
      }
    }
  }
  return { findings, silenced }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A report with all that the rule says of each. */
export function toFinding(rule: Rule, severity: Severity, report: Report): RawFinding {
  return {
    rule: rule.id,
    severity: report.severity ?? severity,
    message: report.message,
    why: rule.why,
    help: report.help ?? rule.help,
    services: report.services,
    at: openPlace(report.at),
    related: (report.related ?? []).map(openPlace),
    ...(report.fix === undefined ? {} : { fix: report.fix }),
    ...(report.hidesLine ? { hidesLine: true } : {}),
    ...(report.alike === undefined ? {} : { alike: report.alike }),
  }
}
