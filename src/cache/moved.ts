import { readContent } from '../facts/reading/content.ts'
import type { DrawnFile } from '../facts/reading/fact-cache.ts'
import type { KnownTree } from './known-tree.ts'

/** Files that say the same as before, wherever their lines have moved to. */
export interface Moved {
  readonly files: readonly string[]
  /** Each has as many lines as before. */
  readonly sameLength: boolean
}

/** More files than this are read as quickly by reading all. */
const mostFiles = 50

/**
 * Reads the few files that have changed. Where each says the same as before, what was found then holds still, as long as
 * it does not speak of these files. Undefined where one says something else.
 */
export async function movedFiles(tree: KnownTree): Promise<Moved | undefined> {
  const { changed: files } = tree
  if (files === undefined || files.length > mostFiles) return undefined
  if (files.length === 0) return { files, sameLength: true }
  const { draw, extractorsOf } = await import('../facts/reading/draw.ts')
  const { sayTheSame } = await import('../facts/reading/same-facts.ts')
  let sameLength = true
  for (const path of files) {
    const before = tree.before(path)
    if (before === undefined || tree.repository.contentId?.(path) === undefined) return undefined
    const drawn = await draw(path, readContent(tree.repository, path), extractorsOf(path), () => undefined)
    // As it is when it comes back from the disk.
    const after = JSON.parse(JSON.stringify(drawn)) as DrawnFile
    if (!sayTheSame(before, after)) return undefined
    sameLength &&= before.lines === after.lines
  }
  return { files, sameLength }
}
