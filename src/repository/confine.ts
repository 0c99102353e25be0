import { realpathSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { statsOf } from './closed.ts'

/** Turns relative paths into absolute ones that do not leave a folder. */
export interface Confined {
  /** Undefined for a path that leaves the folder by `..` or by a link on the way. The last part may be a link. */
  place(path: string): string | undefined
  /** Where a link ends, undefined when that is outside or nowhere. */
  target(place: string): string | undefined
}

/** Confines paths to `root`, which need not exist. Folders that proved good are not looked at again. */
export function confineTo(root: string): Confined {
  const good = new Set<string>([root])

  const target = (place: string): string | undefined => {
    try {
      const real = realpathSync.native(place)
      return isAtOrBelow(real, realpathSync.native(root)) ? real : undefined
    } catch {
      return undefined
    }
  }
  const isGood = (folder: string): boolean => {
    if (good.has(folder)) return true
    if (!isGood(dirname(folder))) return false
    const stats = statsOf(folder)
    const isInside = stats?.isDirectory() || (stats?.isSymbolicLink() && target(folder) !== undefined)
    if (isInside) good.add(folder)
    return isInside ?? false
  }
  return {
    place: (path) => {
      const place = resolve(root, path)
      if (place === root) return place
      return isAtOrBelow(place, root) && isGood(dirname(place)) ? place : undefined
    },
    target,
  }
}

function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
