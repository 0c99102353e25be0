import type { At } from '../facts/fact.ts'
import type { Fix } from './fix.ts'

export type Severity = 'error' | 'warning'

/** One fault, as a rule reports it. Data, never thrown. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** One sentence that names both sides. */
  readonly message: string
  /** Why it matters, in one line. */
  readonly why: string
  /** How to mend it, in one line; a command of ours where there is one. */
  readonly help: string
  /** Every service concerned, the one to blame first; empty for the workspace itself. */
  readonly services: readonly string[]
  readonly at: At
  readonly related: readonly (At & { readonly message: string })[]
  /** Its line may hold a secret in any form, and is not shown. */
  readonly hidesLine?: true
  /** What mends it, where there is one right answer. */
  readonly fix?: readonly Fix[]
  /** The same for the same fault when lines move: `0f3a…:1`. Unique among the findings of a run. */
  readonly fingerprint: string
}

/** A finding before it is known which others there are. */
export interface RawFinding extends Omit<Finding, 'fingerprint'> {
  readonly alike?: Alike
}

/** Of several findings of a rule in one file and of the same services, which are mended in one go and told as one. */
export interface Alike {
  /** What each is, in one word: `call`. */
  readonly what: string
  /** What is said at its place when it stands beside another. */
  readonly beside: string
}
