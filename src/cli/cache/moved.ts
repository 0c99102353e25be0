import { readContent } from '../../facts/reading/content.ts'
import type { DrawnFile } from '../../facts/reading/fact-cache.ts'
import type { KnownTree } from './known-tree.ts'

/** More files than this are read as quickly by reading all. */
const mostFiles = 50

/**
 * Reads the few files that have changed. Where each says the same as before, whatever happened to its lines, the tree is
 * told: what was found then holds still, as long as it does not speak of these files.
 */
export async function noteMoved(tree: KnownTree): Promise<void> {
  const { changed = [] } = tree
  if (changed.length === 0 || changed.length > mostFiles) return
  const { draw, extractorsOf } = await import('../../facts/reading/draw.ts')
  const { sayTheSame } = await import('../../facts/reading/same-facts.ts')
  const files: [string, DrawnFile][] = []
  let sameLength = true
  for (const path of changed) {
    const before = tree.before(path)
    if (before === undefined || tree.repository.contentId?.(path) === undefined) return
    const drawn = await draw(path, readContent(tree.repository, path), extractorsOf(path), () => undefined)
    // As it is when it comes back from the disk.
    const after = JSON.parse(JSON.stringify(drawn)) as DrawnFile
    if (!sayTheSame(before, after)) return
    sameLength &&= before.lines === after.lines
    files.push([path, after])
  }
  tree.note(files, sameLength)
}
