/** What was seen where something else was expected. */
export interface Fault {
  readonly seen: string
  readonly expected: string
}

/** What became of one row of the contract. */
export type Verdict =
  | { readonly outcome: 'pass'; readonly notes: readonly string[] }
  | { readonly outcome: 'fail'; readonly faults: readonly Fault[]; readonly notes: readonly string[] }
  | { readonly outcome: 'not-applicable'; readonly why: string }

/** Gathers what a row sees, so that one run tells all that is wrong. */
export class Observations {
  readonly #faults: Fault[] = []
  readonly #notes: string[] = []

  /** Notes a fault unless `holds`; returns whether it does. */
  expect(holds: boolean, expected: string, seen: string | (() => string)): boolean {
    if (holds) return true
    const fault = { expected, seen: typeof seen === 'string' ? seen : seen() }
    const isKnown = this.#faults.some((other) => other.expected === fault.expected && other.seen === fault.seen)
    if (!isKnown) this.#faults.push(fault)
    return false
  }

  /** Something worth knowing that is no fault: a figure, or a part that could not be looked at. */
  note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text)
  }

  verdict(): Verdict {
    const notes = this.#notes
    return this.#faults.length > 0 ? { outcome: 'fail', faults: this.#faults, notes } : { outcome: 'pass', notes }
  }
}

export const notApplicable = (why: string): Verdict => ({ outcome: 'not-applicable', why })
