import { constants, lstatSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import { confineTo } from './confine.ts'
import { decode } from './decode.ts'
import { listFiles } from './list-files.ts'
import type { Repository } from './repository.ts'

/**
 * The tree on disk below `root`, which may not exist yet. Reads are synchronous: nothing is faster for many small files.
 * The list of files is taken once; for a fresh one make another repository. No path or symbolic link leads out of `root`.
 */
export function diskRepository(root: string): Repository {
  const absolute = resolve(root)
  const confined = confineTo(absolute)
  let files: string[] | undefined

  const readBytes = (path: string): Uint8Array | undefined => {
    const place = confined.place(path)
    if (place === undefined) return undefined
    const result = readIfFile(place, path)
    if (result !== 'link') return result
    const target = confined.target(place)
    return target === undefined || kindOf(target) !== 'file' ? undefined : readFileSync(target)
  }
  return {
    root: absolute,
    files: () => {
      files ??= listFiles(absolute)
      return files
    },
    kind: (path) => {
      const place = confined.place(path)
      return place === undefined ? undefined : kindOf(place)
    },
    read: (path) => {
      const bytes = readBytes(path)
      return bytes === undefined ? undefined : decode(path, bytes)
    },
    readBytes,
  }
}

/** A link fails to open, so that only links cost a second look; a named pipe does not wait for its other end. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

function readIfFile(place: string, path: string): Uint8Array | 'link' | undefined {
  try {
    // The types know only words for flags; Node takes numbers too.
    return readFileSync(place, { flag: openFlags as unknown as string })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENXIO') return undefined
    if (code === 'ELOOP' || code === 'EMLINK') return 'link'
    throw new UserError(
      {
        code: 'unreadable',
        message: `${path} cannot be read (${code}).`,
        hint: 'Check the permissions of the file.',
        place: { file: path },
      },
      { cause: error },
    )
  }
}

function kindOf(place: string): ReturnType<Repository['kind']> {
  const stats = lstatSync(place, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (stats.isSymbolicLink()) return 'link'
  if (stats.isDirectory()) return 'folder'
  return stats.isFile() ? 'file' : 'other'
}
