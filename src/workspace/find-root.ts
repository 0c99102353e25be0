import { dirname, join } from 'node:path'

export interface FoundRoot {
  readonly root: string
  /** What told us: `msvc.yaml`, the top of a git work tree, or nothing but where we stand. */
  readonly by: 'msvc.yaml' | 'git' | 'folder'
}

/**
 * The root to work in: the nearest folder upwards with an `msvc.yaml`, else the nearest with a `.git`, else `from`.
 * An `msvc.yaml` above the git work tree is another repository's and does not count.
 */
export function findRoot(from: string, exists: (path: string) => boolean): FoundRoot {
  for (const folder of upwards(from)) {
    if (exists(join(folder, 'msvc.yaml'))) return { root: folder, by: 'msvc.yaml' }
    if (exists(join(folder, '.git'))) return { root: folder, by: 'git' }
  }
  return { root: from, by: 'folder' }
}

function* upwards(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder
    if (dirname(folder) === folder) return
  }
}
