import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Interrupted, UserError } from '../errors/user-error.ts'
import { lockFile, lockName, readLock, removeLeftAttempts, tryLock } from './lock-file.ts'
import { type LockHolder, thisProcess } from './lock-holder.ts'
import { type Recovery, recover } from './recover.ts'
import { catchSignals } from './signals.ts'
import {
  hideFromGit,
  makeStateFolder,
  removeFolder,
  removeFolders,
  removeStateFolder,
  stateFolder,
} from './state-folder.ts'
import { errnoOf, writeError } from './write-error.ts'

export interface LockOptions {
  /** What to tell those who wait for us: `msvc add-service checkout`. */
  readonly command: string
  /** How long to wait for another writer, 30 s if not said. */
  readonly waitMs?: number
  /** Called once, when another writer has to be waited for. */
  readonly onWait?: (holder: LockHolder) => void
  /** Called when a command that was cut off has been undone, or tidied up after. */
  readonly onRecover?: (recovery: Recovery) => void
}

const pollMs = 50

/**
 * Runs `fn` as the only writer below `root`, which may not exist yet. What a command that was cut off left is undone
 * before. `fn` reads, plans and applies, so that what it read still holds when it writes; its argument is aborted when we
 * are asked to stop. Throws UserError `locked` when another writer keeps us waiting too long, and Interrupted.
 */
export async function withWriteLock<T>(
  root: string,
  options: LockOptions,
  fn: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const release = catchSignals(() => stop.abort())
  try {
    const holder = await acquire(root, options, stop.signal)
    try {
      hideFromGit(root)
      const recovery = recover(root)
      if (recovery.outcome !== 'nothing') options.onRecover?.(recovery)
      return await unlessAborted(fn(stop.signal), stop.signal)
    } finally {
      giveUp(root, holder)
    }
  } catch (error) {
    throw writeError(error)
  } finally {
    release()
  }
}

async function acquire(root: string, options: LockOptions, signal: AbortSignal): Promise<LockHolder> {
  const { command, waitMs = 30_000, onWait } = options
  const deadline = Date.now() + waitMs
  const attempt = new Attempt(root, thisProcess(command, randomUUID()))
  let hasToldOfWait = false
  for (;;) {
    const holder = attempt.tryOnce()
    if (holder !== undefined) return holder
    const other = readLock(root)
    // Given up a moment ago: try again at once, unless that goes on for ever.
    if (other === undefined && Date.now() < deadline + pollMs) continue
    if (other === undefined || Date.now() >= deadline) throw locked(root, other)
    if (!hasToldOfWait) onWait?.(other)
    hasToldOfWait = true
    await pause(signal)
  }
}

/** Remembers over several tries which folders it had to make. */
class Attempt {
  readonly #root: string
  readonly #self: LockHolder
  #made: string | undefined

  constructor(root: string, self: LockHolder) {
    this.#root = root
    this.#self = self
  }

  /** The folder may vanish under it, when another writer ends and tidies up. */
  tryOnce(): LockHolder | undefined {
    try {
      this.#made = makeStateFolder(this.#root) ?? this.#made
      return tryLock(this.#root, this.#made === undefined ? this.#self : { ...this.#self, made: this.#made })
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined
      if (removeFolder(stateFolder(this.#root)) && this.#made !== undefined) removeFolders(this.#root, this.#made)
      throw error
    }
  }
}

/** Others tried at the same instant: a random part keeps them from doing so again and again. */
async function pause(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(pollMs * (0.5 + Math.random()), undefined, { signal })
  } catch {
    throw new Interrupted()
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new Interrupted())
    signal.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** Tidies up while the lock still keeps others away, and removes it last. */
function giveUp(root: string, holder: LockHolder): void {
  // Somebody removed our lock by hand: then it is not ours to remove.
  if (readLock(root)?.nonce !== holder.nonce) return
  removeLeftAttempts(root)
  removeStateFolder(root, [lockName])
  if (holder.made !== undefined) removeFolders(root, holder.made)
}

function locked(root: string, holder: LockHolder | undefined): UserError {
  const who = holder
    ? `${holder.command} (process ${holder.pid} on ${holder.host}, since ${holder.since})`
    : 'commands that come and go'
  return new UserError({
    code: 'locked',
    message: `Another command is writing in ${root}: ${who}.`,
    hint: `Wait for it to end, or stop it. If it surely is gone, remove ${lockFile(root)}.`,
  })
}
