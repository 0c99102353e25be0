import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errnoOf } from './write-error.ts'

/** Who holds the write lock: the content of the lock file. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  /** The command line as the user knows it. */
  readonly command: string
  /** ISO time at which the lock was asked for. */
  readonly since: string
  /** Tells this holding from any other, also of the same process. */
  readonly nonce: string
  /** Topmost folder that was made to hold the lock; to be removed with it, if it stays empty. */
  readonly made?: string
  /** What makes a process number unique on Linux: the boot, the process namespace, the time it started. */
  readonly boot?: string
  readonly namespace?: string
  readonly started?: string
}

/** This process as a holder. */
export function thisProcess(command: string, nonce: string): LockHolder {
  const machine = machineNow()
  const started = processNow(process.pid)?.started
  return {
    pid: process.pid,
    host: machine.host,
    command,
    since: new Date().toISOString(),
    nonce,
    ...(machine.boot === undefined ? {} : { boot: machine.boot }),
    ...(machine.namespace === undefined ? {} : { namespace: machine.namespace }),
    ...(started === undefined ? {} : { started }),
  }
}

/**
 * Whether the process of a holder is gone for sure. One on another machine or in another container cannot be seen from
 * here, and counts as alive.
 */
export function isGone(holder: LockHolder): boolean {
  const here = machineNow()
  if (holder.host !== here.host) return false
  if (holder.boot !== here.boot) return true
  if (holder.namespace !== here.namespace) return false
  if (!exists(holder.pid)) return true
  const now = processNow(holder.pid)
  return now !== undefined && (now.isEnded || (holder.started !== undefined && now.started !== holder.started))
}

function machineNow(): { host: string; boot: string | undefined; namespace: string | undefined } {
  const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'))
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  return { host: hostname(), boot, namespace }
}

/** What Linux says of a process; undefined where there is no `/proc`. */
function processNow(pid: number): { started: string | undefined; isEnded: boolean } | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat === undefined) return undefined
  // The second field is the program's name in brackets, and may itself hold spaces and brackets.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { started: fields[18], isEnded: state === 'Z' || state === 'X' }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) !== 'ESRCH'
  }
}

function attempt(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
