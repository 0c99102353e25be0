import { resolve } from 'node:path'
import { statsOf } from './closed.ts'
import { confineTo } from './confine.ts'
import { decode } from './decode.ts'
import { type Listed, listFiles } from './list-files.ts'
import { fileBytes, fileText } from './read-file.ts'
import type { Repository } from './repository.ts'

/**
 * The tree on disk below `root`, which may not exist yet. Reads are synchronous: nothing is faster for many small files.
 * The list of files is taken once, where it is not given; for a fresh one make another repository. No path or symbolic
 * link leads out of `root`.
 */
export function diskRepository(root: string, known?: Listed): Repository {
  const absolute = resolve(root)
  const confined = confineTo(absolute)
  let listed = known
  const list = (): Listed => {
    listed ??= listFiles(absolute)
    return listed
  }

  /** A link is followed as long as it ends inside the root. */
  const readWith = <T>(path: string, read: (place: string, path: string) => T | 'link' | undefined): T | undefined => {
    const place = confined.place(path)
    const result = place === undefined ? undefined : read(place, path)
    if (result !== 'link') return result
    const target = place === undefined ? undefined : confined.target(place)
    const behind = target === undefined ? undefined : read(target, path)
    return behind === 'link' ? undefined : behind
  }
  const readBytes = (path: string): Uint8Array | undefined => readWith(path, fileBytes)

  return {
    root: absolute,
    files: () => list().files,
    unlisted: () => list().unlisted,
    kind: (path) => {
      const place = confined.place(path)
      return place === undefined ? undefined : kindOf(place)
    },
    read: (path) => {
      const text = readWith(path, fileText)?.text
      // Where bytes are no UTF-8 they were replaced; a file may hold that character of itself, too.
      if (text?.includes('\uFFFD')) return decode(path, readBytes(path) ?? new Uint8Array())
      return text?.startsWith('\uFEFF') ? text.slice(1) : text
    },
    readBytes,
  }
}

function kindOf(place: string): ReturnType<Repository['kind']> {
  const stats = statsOf(place)
  if (stats === undefined) return undefined
  if (stats.isSymbolicLink()) return 'link'
  if (stats.isDirectory()) return 'folder'
  return stats.isFile() ? 'file' : 'other'
}
