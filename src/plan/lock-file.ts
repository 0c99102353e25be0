import { linkSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isGone, type LockHolder } from './lock-holder.ts'
import { namesIn, remove, stateFolder } from './state-folder.ts'
import { errnoOf } from './write-error.ts'

export const lockName = 'lock'
const drafts = 'lock-'
const takeovers = 'takeover-'

/** A lock that cannot be read was cut off by a power failure, or is being written where there are no hard links. */
const unreadableIsGoneAfterMs = 5_000
const unreadable = 'unreadable'

export const lockFile = (root: string): string => join(stateFolder(root), lockName)

/** Who holds the lock; undefined if nobody does. */
export const readLock = (root: string): LockHolder | undefined => look(lockFile(root))?.holder

/**
 * Tries once to take the lock, from nobody or from a process that is gone. A file appears with its content at one
 * instant, by `link`, and only if there is none of that name. Returns us as we hold it, undefined if another does.
 */
export function tryLock(root: string, holder: LockHolder): LockHolder | undefined {
  const draft = join(stateFolder(root), `${drafts}${holder.nonce}`)
  writeFileSync(draft, JSON.stringify(holder))
  try {
    return claim(root, lockFile(root), draft, holder)
  } finally {
    remove(draft)
  }
}

function claim(root: string, file: string, draft: string, holder: LockHolder): LockHolder | undefined {
  if (createExclusively(file, draft, holder)) return holder
  const other = look(file)
  return other?.isGone ? takeOver(root, file, draft, holder, other.holder) : undefined
}

/**
 * Replaces the file of a process that is gone. A second file, named after what is to be replaced, lets one process at a
 * time do so, and that one looks again whether it still is there: two can never both believe that they hold the lock. A
 * process that dies in the middle leaves its second file, which is taken over in the same way.
 */
function takeOver(
  root: string,
  file: string,
  draft: string,
  holder: LockHolder,
  gone: LockHolder,
): LockHolder | undefined {
  const permit = join(stateFolder(root), `${takeovers}${gone.nonce}`)
  if (claim(root, permit, draft, holder) === undefined) return undefined
  try {
    if (look(file)?.holder.nonce !== gone.nonce) return undefined
    const heir = gone.made === undefined ? holder : { ...holder, made: gone.made }
    const replacement = `${draft}-heir`
    writeFileSync(replacement, JSON.stringify(heir))
    renameSync(replacement, file)
    return heir
  } finally {
    remove(permit)
  }
}

function createExclusively(file: string, draft: string, holder: LockHolder): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'EEXIST') return false
    if (code === 'ENOENT' || code === undefined) throw error
  }
  // No hard links on this file system: the content comes a moment after the file, and readers wait for it.
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
}

function look(file: string): { holder: LockHolder; isGone: boolean } | undefined {
  try {
    const holder = parse(readFileSync(file, 'utf8'))
    if (holder !== undefined) return { holder, isGone: isGone(holder) }
    const { mtime, mtimeMs } = statSync(file)
    return { holder: nobodyKnown(mtime), isGone: Date.now() - mtimeMs > unreadableIsGoneAfterMs }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<LockHolder> | null
    return typeof holder?.pid === 'number' && typeof holder.nonce === 'string' ? (holder as LockHolder) : undefined
  } catch {
    return undefined
  }
}

const nobodyKnown = (since: Date): LockHolder => ({
  pid: 0,
  host: 'an unknown machine',
  command: 'an unknown command',
  since: since.toISOString(),
  nonce: unreadable,
})

/**
 * Removes what processes that are gone left of their attempts. To be called by the holder. A draft without content was
 * cut off in the writing, or is being written: its owner then finds it gone, and tries again.
 */
export function removeLeftAttempts(root: string): void {
  for (const name of namesIn(stateFolder(root))) {
    const isDraft = name.startsWith(drafts)
    if (!isDraft && !name.startsWith(takeovers)) continue
    const file = join(stateFolder(root), name)
    const left = look(file)
    if (left?.isGone || (isDraft && left?.holder.nonce === unreadable)) remove(file)
  }
}
