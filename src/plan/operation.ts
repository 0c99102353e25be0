/** Content of a file to be: text is written as UTF-8, as it stands. */
export type Content = string | Uint8Array

/** One change of one file. Paths are relative to the plan's root, with `/`. */
export type Operation =
  | { readonly kind: 'create'; readonly path: string; readonly content: Content; readonly executable?: boolean }
  /** `before` is what the plan was computed from; if the disk holds something else at apply, nothing is written. */
  | { readonly kind: 'change'; readonly path: string; readonly before: Content; readonly content: Content }
  | { readonly kind: 'delete'; readonly path: string; readonly before: Content }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }

/** A command to run once the files are in place, e.g. `npm ci`. Its failure leaves the files. */
export interface FollowUp {
  readonly title: string
  readonly command: readonly [string, ...string[]]
  /** Folder relative to the root; `.` is the root. */
  readonly cwd: string
}

/** All that one command will do, computed without touching the disk. */
export interface Plan {
  /** Absolute path of the folder that every operation stays inside; may not exist yet. */
  readonly root: string
  readonly operations: readonly Operation[]
  readonly followUps: readonly FollowUp[]
}
