import type { Stage } from './stage.ts'
import type { Verdict } from './verdict.ts'

/** One row of the service contract, held against a service from outside. */
export interface Row {
  /** Its number in the contract. */
  readonly id: number
  /** For `--only` and `--skip`. */
  readonly name: string
  readonly title: string
  /** Where the demand comes from. */
  readonly source: string
  /**
   * `quiet`: it measures time, so nothing else may run. `shared`: it takes turns with others on one running service.
   * `own`: it starts processes of its own, beside the others. `last`: on the shared service, when all others are done.
   */
  readonly runs: 'quiet' | 'shared' | 'own' | 'last'
  check(stage: Stage): Promise<Verdict>
}
