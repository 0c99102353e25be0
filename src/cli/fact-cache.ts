import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openFactCache, type StoredFactCache } from '../facts/fact-cache.ts'
import { version } from './version.ts'

/** A cache, and what puts it back when all is read. */
export interface OpenCache {
  readonly cache: StoredFactCache
  save(): void
}

/**
 * The facts that an earlier run has kept for this repository: in its `.git`, where nobody can commit them, else in
 * `node_modules/.cache`. Undefined where there is neither. A cache that cannot be read or written is no cache, and no error.
 */
export function openCacheOf(root: string): OpenCache | undefined {
  const folder = isFolder(join(root, '.git'))
    ? join(root, '.git', 'msvc')
    : isFolder(join(root, 'node_modules'))
      ? join(root, 'node_modules', '.cache', 'msvc')
      : undefined
  if (folder === undefined) return undefined
  const file = join(folder, 'facts')
  const cache = openFactCache(readIfThere(file), toolKey())
  return {
    cache,
    save() {
      const text = cache.text()
      if (text !== undefined) replace(folder, file, text)
    },
  }
}

/** This build of the program: its version alone would be the same after every change of an extractor. */
function toolKey(): string {
  const { size, mtimeMs } = statSync(__filename)
  return `${version}-${process.version}-${size}-${Math.trunc(mtimeMs)}`
}

/** A link would lead out of the repository. */
const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** By a name of its own and a rename, so that who reads meanwhile sees the old text or the new one, and never a part. */
function replace(folder: string, file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  const isMade = succeeds(() => mkdirSync(folder, { recursive: true }))
  const isWritten = isMade && succeeds(() => writeFileSync(draft, text, { flag: 'wx' }))
  const isInPlace = isWritten && succeeds(() => renameSync(draft, file))
  if (isMade && !isInPlace) succeeds(() => rmSync(draft, { force: true }))
}

/** What cannot be kept is read again next time. */
function succeeds(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
