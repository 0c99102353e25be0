import { lstatSync, type Stats } from 'node:fs'

/** How many numbers tell how a file lies on disk. */
export const stampLength = 4

/**
 * For each path below `root`: inode, size, and when its bytes and its entry were changed last. Any write changes one of
 * them. NaN where no regular file lies: links and folders count as none.
 */
export function stampsOf(
  root: string,
  paths: readonly string[],
  into: Float64Array,
  start = 0,
  end = paths.length,
): void {
  for (let index = start; index < end; index++) {
    const stats = statsOf(`${root}/${paths[index]}`)
    const at = index * stampLength
    if (stats?.isFile()) {
      into[at] = stats.ino
      into[at + 1] = stats.size
      into[at + 2] = stats.mtimeMs
      into[at + 3] = stats.ctimeMs
    } else into.fill(Number.NaN, at, at + stampLength)
  }
}

function statsOf(place: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false })
  } catch {
    // A folder on the way is closed to us, or has become a file.
    return undefined
  }
}
