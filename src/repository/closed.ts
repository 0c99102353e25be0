import { lstatSync, type Stats } from 'node:fs'

/** Whether the system said that we may not look there. */
export function isClosed(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'EACCES' || code === 'EPERM'
}

/** What lies at a place, a link itself; undefined where nothing is, or where we may not look. */
export function statsOf(place: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false })
  } catch (error) {
    if (isClosed(error)) return undefined
    throw error
  }
}
