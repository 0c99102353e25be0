import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheName, ownFolderName } from '../repository/own-folder.ts'

/**
 * Where a repository keeps what was read of it: in `node_modules/.cache`, as other tools do, else in our own folder.
 * Undefined where there is no `node_modules` and no git, or a link stands where our folder would.
 */
export function cacheFolder(root: string): string | undefined {
  if (isFolder(join(root, 'node_modules'))) return join(root, 'node_modules', '.cache', 'msvc')
  const own = join(root, ownFolderName)
  const isOurs = existsSync(join(root, '.git')) && (isFolder(own) || !lstatSync(own, { throwIfNoEntry: false }))
  return isOurs ? join(own, cacheName) : undefined
}

/** Makes the folder, which hides itself from git. */
function makeFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true }) === undefined) return
  writeFileSync(join(folder, '.gitignore'), '*\n', { mode: ownerOnly })
}

/** Bytes of a file of ours, undefined where there is none. */
export function readIfThere(folder: string, name: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, name))
  } catch {
    return undefined
  }
}

/**
 * Puts a file in place by a name of its own and a rename, so that who reads meanwhile sees the old one or the new one, and
 * never a part. Its last name may depend on what was written. What cannot be kept is read again next time: that is no error.
 */
export function replace(
  folder: string,
  name: string | (() => string),
  content: Iterable<string | Uint8Array>,
): boolean {
  const draft = join(folder, `${typeof name === 'string' ? name : 'draft'}.${process.pid}`)
  const isMade = succeeds(() => makeFolder(folder))
  const isInPlace =
    isMade &&
    succeeds(() => {
      const file = openSync(draft, 'wx', ownerOnly)
      try {
        for (const part of content) writeFileSync(file, part)
      } finally {
        closeSync(file)
      }
      renameSync(draft, join(folder, typeof name === 'string' ? name : name()))
    })
  if (isMade && !isInPlace) succeeds(() => rmSync(draft, { force: true }))
  return isInPlace
}

/** Whether files that are written now get the time that our own clock shows, give or take a second. */
export function clocksAgree(folder: string): boolean {
  const draft = join(folder, `clock.${process.pid}`)
  let shown = Number.NaN
  succeeds(() => {
    makeFolder(folder)
    const file = openSync(draft, 'wx')
    shown = fstatSync(file).mtimeMs
    closeSync(file)
  })
  succeeds(() => rmSync(draft, { force: true }))
  return Math.abs(Date.now() - shown) < 1000
}

/** Takes away files that match and are some days old; at least a minute, since others may be about to read them. */
export function sweep(folder: string, isOld: (name: string) => boolean, days = 0): void {
  succeeds(() => {
    for (const name of readdirSync(folder).filter(isOld)) {
      const file = join(folder, name)
      if (Date.now() - statSync(file).mtimeMs > Math.max(days * day, 60_000)) rmSync(file, { force: true })
    }
  })
}

const day = 86_400_000
/** What was read may be of files that others may not read, such as `.env`. */
const ownerOnly = 0o600

/** A link would lead out of the repository. */
const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function succeeds(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
