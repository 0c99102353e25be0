import type { Catalog } from '../catalog/catalog.ts'
import type { At, Fact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Commit } from '../graph/commit.ts'
import type { Graph, Service } from '../graph/graph.ts'
import type { Library } from '../graph/libraries.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import type { Alike, Severity } from './finding.ts'
import type { Fix } from './fix.ts'

export type RuleGroup =
  | 'catalog'
  | 'code'
  | 'network'
  | 'data'
  | 'contract'
  | 'build'
  | 'kubernetes'
  | 'docker'
  | 'observability'
  | 'delivery'
  | 'shape'
  | 'history'
  /** Of lint itself. */
  | 'lint'

/** An option in `msvc.yaml`; its default says whether it is a text, a number or a list of texts. */
export interface RuleOption {
  readonly default: string | number | readonly string[]
  /** The only words that a text may be. */
  readonly oneOf?: readonly string[]
}

/** The rule's options, its defaults with the user's over them; checked before the rule runs. */
export interface Options {
  text(name: string): string
  number(name: string): number
  texts(name: string): readonly string[]
}

/** All that a rule may look at. Nothing here touches the disk. */
export interface RuleContext {
  readonly config: WorkspaceConfig
  readonly catalog: Catalog
  readonly facts: FactIndex
  readonly graph: Graph
  readonly options: Options
  /** Source files from which no facts were drawn: what they do, nobody knows. */
  readonly unread: readonly string[]
  /** How many lines each source file has, blank ones left out; empty for a rule that does not say that it needs them. */
  readonly lines: ReadonlyMap<string, number>
  /** Facts of the tree before the change that alone is looked at; undefined where lint looks at everything. */
  readonly before?: FactIndex | undefined
  /** The last commits, the newest first; empty where there is no history, or no rule that runs needs it. */
  readonly history: readonly Commit[]
  /** Code of ours that no service owns, with those that use it; found when first asked for. */
  libraries(): readonly Library[]
  /** Whether the repository has this file. */
  has(path: string): boolean
  /** Whether the repository has this folder. */
  hasFolder(path: string): boolean
  /** The service whose folder holds this file, the innermost one; undefined outside all of them. */
  serviceOf(file: string): Service | undefined
  /** The service that a fact speaks of: its workload's, else its file's. */
  subjectOf(fact: Fact): Service | undefined
}

/** What a rule hands back; the engine adds id, severity, why and the final help. */
export interface Report {
  readonly message: string
  readonly at: At
  readonly services: readonly string[]
  readonly related?: readonly (At & { readonly message: string })[]
  /** A finding that weighs less than the rule's others. */
  readonly severity?: 'warning'
  /** Overrides the rule's general way to mend it with one that names names. */
  readonly help?: string
  /** Its line may hold a secret in any form, and is not shown. */
  readonly hidesLine?: true
  /** It is told together with the others in its file that are alike; a comment may still leave it out alone. */
  readonly alike?: Alike
  /** What mends it, where there is one right answer: `msvc lint --fix`. */
  readonly fix?: readonly Fix[]
}

/** A rule as data. */
export type RuleWords = Omit<Rule, 'check'>

/**
 * One folder under `lint/rules/<group>/<id>/`: `rule.ts` and its page `rule.md`, whose examples are its tests.
 * `check` is pure, says nothing where it does not know, and names both sides.
 */
export interface Rule {
  readonly id: string
  readonly group: RuleGroup
  readonly severity: Severity
  /** It is on only where the preset `strict`, or `msvc.yaml`, asks for it. */
  readonly preset?: 'strict'
  /** What it is not given unasked. */
  readonly needs?: 'history' | 'lines'
  /** One line: what is wrong. */
  readonly summary: string
  /** One line: why it hurts independent deployment, update, scaling or failure. */
  readonly why: string
  /** One line: how to mend it. */
  readonly help: string
  /** One line: what `msvc lint --fix` does about it, of a rule whose reports carry fixes. */
  readonly fixes?: string
  readonly options?: Readonly<Record<string, RuleOption>>
  check(context: RuleContext): Iterable<Report>
}
