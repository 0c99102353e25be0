import type { Fact } from './fact.ts'

/** A file as an extractor sees it. Facts depend on this and nothing else, so they can be cached by content. */
export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly text: string
  /** It is what a template was rendered to: braces in it are meant so. */
  readonly isRendered?: true
}

/** Reads one language or one kind of artifact. One folder under `facts/`, one line in `facts/index.ts`. */
export interface Extractor {
  readonly id: string
  /** Languages whose imports, variables and addresses it states. */
  readonly languages?: readonly string[]
  /** It sees little of what the file says: a file that nobody else reads still counts as unread. */
  readonly onlyGlances?: boolean
  /** How the names of its files end (`.go`): it is asked about no others. Left out where files without an ending are read. */
  readonly endings?: readonly string[]
  /** It knows its files by names that source code never has, and is not asked about files with the ending of a language. */
  readonly notCode?: true
  /** Decided by the path alone, before the file is read. Left out where all files of its endings are read. */
  matches?(path: string): boolean
  /** Loads what `extract` needs, such as a parser; called once, before the first file that matches. */
  prepare?(): Promise<void>
  /** Never throws on bad input: states an `unresolved` fact about the file instead. */
  extract(file: SourceFile): readonly Fact[]
}
