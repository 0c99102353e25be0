/** A file or a folder that is not among the files of a tree, though it may hold some of its system. */
export interface Unlisted {
  /** Relative to the root; that of a folder ends with `/`. */
  readonly path: string
  /** The reason in words. */
  readonly why: string
}

/**
 * A tree of files, read only. Paths are relative to `root`, with `/`, without a leading `./`.
 * The core takes this interface, so that tests and rule pages give it a tree in memory.
 */
export interface Repository {
  /** Absolute path; `/memory` for a tree in memory. */
  readonly root: string
  /** Files to analyse, sorted by code unit: tracked or not yet ignored ones in git, all but well-known litter elsewhere. */
  files(): readonly string[]
  /** What lies there and is no part of the list, so that nobody knows what it holds. */
  unlisted?(): readonly Unlisted[]
  /** Whether a file or folder lies there, ignored by git or not. */
  kind(path: string): 'file' | 'folder' | 'link' | 'other' | undefined
  /** Text of a file, without a BOM. Undefined if there is none. Throws UserError `not-utf8` when it is neither UTF-8 nor UTF-16 with a BOM. */
  read(path: string): string | undefined
  /** Bytes of a file as they lie on disk, undefined if there is none. */
  readBytes(path: string): Uint8Array | undefined
  /** What names the content of a file (`digest` of `facts/`), where that is known without reading it. */
  contentId?(path: string): string | undefined
}
