/**
 * One change on disk, with all that undoing it takes. Each can be told done from not done by looking at the disk, so the
 * journal is written once, before the first, and not while they go. Names are of files in the stage.
 */
export type Step =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly to: string; readonly inode: number }
  | {
      readonly kind: 'put'
      readonly path: string
      readonly staged: string
      readonly after: string
      readonly over?: Over
    }
  | { readonly kind: 'remove'; readonly path: string; readonly over: Over }

/** The file that a put replaces or a remove takes away: its digest, and where it is kept until all is done. */
export interface Over {
  readonly before: string
  readonly backup: string
}

export interface Journal {
  readonly version: 1
  /** Folder beside the journal with the new files and the old ones. */
  readonly stage: string
  readonly steps: readonly Step[]
}
