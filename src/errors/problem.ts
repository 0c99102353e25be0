/** Where a problem lies. Lines and columns count from 1; `file` is relative to the root, with `/`. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** The text of that line, shown under the message. */
  readonly source?: string
}

/** One thing that is wrong with what the user gave us, and how to mend it. */
export interface Problem {
  /** Stable kebab-case id, for scripts: `name-taken`, `yaml-syntax`. */
  readonly code: string
  readonly message: string
  /** What to do about it, in the imperative. */
  readonly hint?: string
  readonly place?: Place
}
