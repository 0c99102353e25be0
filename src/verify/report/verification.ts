import type { Paint } from '../../report/paint.ts'
import type { RowResult } from '../run-rows.ts'

/** What was held against the contract, and what came of it. */
export interface Verification {
  readonly service: string
  /** How it was run: `npm start`, `image shop/checkout:1`, an address. */
  readonly target: string
  readonly seconds: number
  readonly results: readonly RowResult[]
}

/** Turns a verification into text. */
export type VerificationReporter = (verification: Verification, paint: Paint) => string

/** How many rows had which outcome. */
export function countOutcomes({ results }: Verification): { passed: number; failed: number; notApplicable: number } {
  const count = (outcome: RowResult['verdict']['outcome']): number =>
    results.filter(({ verdict }) => verdict.outcome === outcome).length
  return { passed: count('pass'), failed: count('fail'), notApplicable: count('not-applicable') }
}

/** `13 passed, 1 failed, 1 not applicable`. */
export function summaryOf(verification: Verification): string {
  const { passed, failed, notApplicable } = countOutcomes(verification)
  return [
    `${passed} passed`,
    `${failed} failed`,
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ].join(', ')
}
