/** A place in the repository; lines and columns count from 1. */
export interface At {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What every fact says: its kind, and where it stands. */
export interface Stated<Kind extends string> {
  readonly kind: Kind
  readonly at: At
}
