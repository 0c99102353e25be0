import { decode } from './decode.ts'
import { isNeverListed } from './litter.ts'
import type { Repository } from './repository.ts'

/** A tree in which some files have other bytes, or, where there are none, are not there: an older state, or a newer one. */
export function overlayRepository(
  repository: Repository,
  changes: ReadonlyMap<string, Uint8Array | undefined>,
): Repository {
  const present = [...changes].flatMap(([path, bytes]) => (bytes ? [path] : []))
  const folders = new Set(present.flatMap(foldersAbove))
  let files: string[] | undefined
  return {
    root: repository.root,
    files: () => {
      files ??= [...repository.files().filter((path) => !changes.has(path)), ...present.filter(isListed)].sort()
      return files
    },
    unlisted: () => repository.unlisted?.() ?? [],
    kind: (path) => {
      if (changes.get(path)) return 'file'
      const kind = folders.has(path) ? 'folder' : repository.kind(path)
      // A repository within the repository is a folder, and one name in a list of changes.
      return changes.has(path) && kind !== 'folder' ? undefined : kind
    },
    read: (path) => {
      const bytes = changes.get(path)
      if (bytes) return decode(path, bytes)
      return changes.has(path) ? undefined : repository.read(path)
    },
    readBytes: (path) => (changes.has(path) ? changes.get(path) : repository.readBytes(path)),
    contentId: (path) => (changes.has(path) ? undefined : repository.contentId?.(path)),
  }
}

const isListed = (path: string): boolean => !isNeverListed(path)

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
