import type { Fact } from '../fact.ts'

/** What was drawn from one file. */
export interface DrawnFile {
  readonly facts: readonly Fact[]
  /** Its text was read. */
  readonly isRead?: true
  /** How many lines of a source file hold more than white space. */
  readonly lines?: number
  /** A source file from which no facts could be drawn. */
  readonly unread?: true
  /** Why it was passed over, in words. */
  readonly why?: string
  /** It was passed over on purpose: it is nobody's of today. */
  readonly onPurpose?: true
}

/**
 * Files that were read before, by path and by what names their content: what is drawn from a file depends on nothing else.
 */
export interface FactCache {
  find(path: string, id: string): DrawnFile | undefined
  keep(path: string, id: string, file: DrawnFile): void
}

/** The same, to which nothing is added: for an older state of the tree. */
export const readOnly = (cache: FactCache): FactCache => ({ find: (path, id) => cache.find(path, id), keep: () => {} })

/** One that lasts as long as the process: for a command that looks at the same tree several times. */
export function factsOfThisRun(): FactCache {
  const known = new Map<string, { readonly id: string; readonly drawn: DrawnFile }>()
  return {
    find(path, id) {
      const last = known.get(path)
      return last?.id === id ? last.drawn : undefined
    },
    keep: (path, id, drawn) => known.set(path, { id, drawn }),
  }
}
