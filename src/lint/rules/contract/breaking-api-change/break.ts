import type { At } from '../../../../facts/fact.ts'

/** Something that callers hold on to and that has changed under them. */
export interface Break {
  readonly what: string
  /** In the contract as it is now; undefined where it is gone as a whole. */
  readonly at?: At
}
