/** A commit of the history: who it is, what its author says of it in one line, and the files that it changed. */
export interface Commit {
  readonly id: string
  readonly subject: string
  readonly files: readonly string[]
}
