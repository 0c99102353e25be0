import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process. */
export interface TableRow {
  readonly pid: number
  readonly parent: number
  /** Milliseconds since it was started, to 10 ms on Linux and to a second elsewhere. */
  readonly ageMs: number
}

/** A socket that waits for connections. */
export interface Listener {
  readonly pid: number
  readonly port: number
}

/** `root` and all that descends from it, parents first. Empty when it has ended. */
export function processTree(root: number): TableRow[] {
  const all = process.platform === 'linux' ? fromProc() : fromPs()
  const tree = all.filter(({ pid }) => pid === root)
  for (let at = 0; at < tree.length; at += 1) tree.push(...all.filter(({ parent }) => parent === tree[at]?.pid))
  return tree
}

/**
 * Processes that have this setting, `NAME=value`, in the environment that they were started with, whoever their parent is by
 * now. Empty elsewhere than on Linux.
 */
export function startedWith(setting: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => readIfThere(`/proc/${pid}/environ`)?.split('\0').includes(setting))
    .map(Number)
}

/** Ports on which these processes listen, in the order of `pids`: where a parent shares its socket, it comes first. */
export function listenersOf(pids: readonly number[]): Listener[] {
  return process.platform === 'linux' ? pids.flatMap(listenersFromProc) : listenersFromLsof(pids)
}

/**
 * Memory that these processes would hold in a container of their own: what they share counts once, and what they share with
 * others on this machine, such as the program's own code, as a whole. Elsewhere than on Linux the sum of what `ps` says.
 */
export function residentBytes(pids: readonly number[]): number {
  if (process.platform === 'linux') return residentFromProc(pids)
  const kibibytes = outputOf('ps', ['-o', 'rss=', '-p', pids.join(',')])
    .trim()
    .split(/\s+/)
  return kibibytes.reduce((sum, text) => sum + Number(text), 0) * 1024
}

/** Id of the user that a process runs as; undefined where that cannot be seen. */
export function userOf(pid: number): number | undefined {
  const id = /^Uid:\s+\d+\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/status`) ?? '')?.[1]
  return id === undefined ? undefined : Number(id)
}

// Slim images of Linux have no ps and no lsof, so /proc is read where it is.

/** `USER_HZ`, which is 100 on every architecture that Node runs on. */
const ticksPerSecond = 100

function fromProc(): TableRow[] {
  const uptimeMs = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000
  return readdirSync('/proc').flatMap((entry) => {
    const stat = /^\d+$/.test(entry) ? readIfThere(`/proc/${entry}/stat`) : undefined
    if (stat === undefined) return []
    // The name is in brackets and may hold anything, so fields are counted from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent] = fields
    if (state === 'Z') return []
    const ageMs = Math.max(0, uptimeMs - (Number(fields[19]) / ticksPerSecond) * 1000)
    return [{ pid: Number(entry), parent: Number(parent), ageMs }]
  })
}

function residentFromProc(pids: readonly number[]): number {
  const files = new Map<string, number>()
  let others = 0
  for (const pid of pids) {
    const status = readIfThere(`/proc/${pid}/status`)
    const shares = readIfThere(`/proc/${pid}/smaps_rollup`)
    for (const kind of ['Anon', 'Shmem']) {
      // What a fork still has in common is divided by the kernel, where it may be asked: a sum over a tree is true.
      others += kibibytesOf(shares, `Pss_${kind}`) ?? kibibytesOf(status, `Rss${kind}`) ?? 0
    }
    // Processes of one program map the same files. The kernel divides those, too, but by all that run on this machine.
    const program = linkIfThere(`/proc/${pid}/exe`) ?? `${pid}`
    files.set(program, Math.max(files.get(program) ?? 0, kibibytesOf(status, 'RssFile') ?? 0))
  }
  return [...files.values()].reduce((sum, kibibytes) => sum + kibibytes, others) * 1024
}

function kibibytesOf(text: string | undefined, name: string): number | undefined {
  const [, number] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text ?? '') ?? []
  return number === undefined ? undefined : Number(number)
}

function listenersFromProc(pid: number): Listener[] {
  const sockets = new Set(descriptorsOf(pid).flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []))
  const tables = ['tcp', 'tcp6'].map((table) => readIfThere(`/proc/${pid}/net/${table}`) ?? '')
  return tables
    .flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(inode ?? ''))
    .map(([, local = '']) => ({ pid, port: Number.parseInt(local.split(':')[1] ?? '', 16) }))
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => linkIfThere(`/proc/${pid}/fd/${fd}`) ?? [])
  } catch {
    return []
  }
}

function linkIfThere(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function fromPs(): TableRow[] {
  return outputOf('ps', ['-A', '-o', 'pid=,ppid=,etime='])
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , elapsed]) => elapsed !== undefined)
    .map(([pid, parent, elapsed = '']) => ({
      pid: Number(pid),
      parent: Number(parent),
      ageMs: elapsedMs(elapsed),
    }))
}

/** `[[days-]hours:]minutes:seconds`. */
function elapsedMs(text: string): number {
  const [days, clock] = text.includes('-') ? text.split('-') : ['0', text]
  const seconds = (clock ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return (Number(days) * 86_400 + seconds) * 1000
}

function listenersFromLsof(pids: readonly number[]): Listener[] {
  if (pids.length === 0) return []
  const output = outputOf('lsof', ['-a', '-nP', '-iTCP', '-sTCP:LISTEN', '-Fpn', '-p', pids.join(',')])
  let pid = 0
  return output.split('\n').flatMap((line) => {
    if (line.startsWith('p')) pid = Number(line.slice(1))
    const port = /^n.*:(\d+)$/.exec(line)?.[1]
    return port === undefined ? [] : [{ pid, port: Number(port) }]
  })
}

function outputOf(program: string, args: readonly string[]): string {
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  return spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).stdout ?? ''
}
