import type { Fact } from '../fact.ts'
import type { DrawnFile } from './fact-cache.ts'

/**
 * What was drawn from a file, as it is written down or handed to another thread: most of it would be the path of the file,
 * which whoever reads it knows. A place in the file itself is its line and column.
 */
export interface CompactFile extends Omit<DrawnFile, 'facts'> {
  readonly facts: readonly (Fact | CompactFact)[]
}

type CompactFact = Omit<Fact, 'at'> & { readonly at: readonly [line: number, column: number] }

/** The short form of what was drawn from the file at a path. */
export const compact = (path: string, drawn: DrawnFile): CompactFile => ({
  ...drawn,
  facts: drawn.facts.map((fact) =>
    fact.at.file === path ? { ...fact, at: [fact.at.line, fact.at.column] as const } : fact,
  ),
})

/** The same in full again; changes what it is given, and may be given it once more. */
export function expanded(path: string, file: CompactFile): DrawnFile {
  for (const fact of file.facts as readonly { at: unknown }[]) {
    if (!Array.isArray(fact.at)) continue
    const [line, column]: unknown[] = fact.at
    fact.at = { file: path, line, column }
  }
  return file as DrawnFile
}
