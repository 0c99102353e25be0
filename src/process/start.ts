import { randomUUID } from 'node:crypto'
import { onLeash } from './leash.ts'
import { processTree, startedWith } from './process-table.ts'

/** A line that a program printed, and when (`performance.now()`). */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
  readonly at: number
}

/** How a program ended: exit code, 128 and more when a signal ended it, as shells have it. */
export interface ProcessExit {
  readonly code: number
  readonly at: number
}

/** Names, in the environment of all that a program starts, who started it: a daemon has left the tree of its processes. */
const startedBy = 'MSVC_STARTED_BY'

/** A line that does not end is cut here, and of more lines only the last are kept: output must not fill our memory. */
const longestLine = 1 << 20
const mostLines = 250_000

/** A program that goes on running, with all that it starts itself. */
export interface StartedProcess {
  readonly pid: number
  readonly startedAt: number
  /** Grows while it runs; of a program that prints without end, what it printed last. */
  readonly lines: readonly OutputLine[]
  /** Resolves when it has ended and all it printed has been read. */
  readonly exited: Promise<ProcessExit>
  /** Undefined while it runs. */
  readonly exit: ProcessExit | undefined
  /** Ends it and all that descends from it, at once. Resolves when nothing is left. */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly cwd: string
  /** Added to our own environment; `undefined` takes a variable away. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Run when it is ended, whichever way: for what outlives its process, such as a container. */
  readonly undo?: readonly [string, ...string[]]
}

/**
 * Starts a shell line, or a program with its arguments, in a process group of its own: Ctrl-C in a terminal reaches us
 * and not it, and we end it, however we end ourselves (only SIGKILL gives us no chance to).
 */
export function startProcess(command: string | readonly [string, ...string[]], options: StartOptions): StartedProcess {
  const { spawn, spawnSync } = process.getBuiltinModule('node:child_process')
  const [program, ...args] = typeof command === 'string' ? [command] : command
  const mark = randomUUID()
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, [startedBy]: mark },
    shell: typeof command === 'string',
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const startedAt = performance.now()
  const pid = child.pid ?? 0
  const lines: OutputLine[] = []
  let exit: ProcessExit | undefined

  const end = (): void => {
    const [undo, ...rest] = options.undo ?? []
    if (undo !== undefined) spawnSync(undo, rest, { stdio: 'ignore', timeout: 20_000 })
    killTree(pid, `${startedBy}=${mark}`)
  }
  const letGo = onLeash(end)
  const ended = new Promise<ProcessExit>((resolve) => {
    child.once('error', (error) => {
      lines.push({ stream: 'stderr', text: error.message, at: performance.now() })
      resolve({ code: 127, at: performance.now() })
    })
    child.once('exit', (code, signal) => resolve({ code: code ?? signalCode(signal), at: performance.now() }))
  })
  const read = Promise.all([readLines(child.stdout, 'stdout', lines), readLines(child.stderr, 'stderr', lines)])
  const exited = ended.then(async (how) => {
    exit = how
    // A grandchild may hold the pipes open.
    await Promise.race([read, new Promise((resolve) => setTimeout(resolve, 500).unref())])
    return how
  })

  return {
    pid,
    startedAt,
    lines,
    exited,
    get exit() {
      return exit
    },
    async stop() {
      end()
      await exited
      letGo()
    },
  }
}

async function readLines(
  stream: NodeJS.ReadableStream,
  name: OutputLine['stream'],
  lines: OutputLine[],
): Promise<void> {
  let rest = ''
  const add = (text: string): void => {
    lines.push({ stream: name, text: text.replace(/\r$/, ''), at: performance.now() })
    if (lines.length > 2 * mostLines) lines.splice(0, mostLines)
  }
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    // What came before holds no line end, and is not searched again.
    const [first = '', ...others] = chunk.split('\n')
    if (rest.length < longestLine) rest += first
    for (const next of others) {
      add(rest)
      rest = next
    }
  })
  await new Promise<void>((resolve) => stream.once('close', resolve))
  if (rest !== '') add(rest)
}

/** The group, and those who left it: whatever still descends from the process, or carries its mark. */
function killTree(pid: number, mark: string): void {
  if (pid === 0) return
  if (process.platform === 'win32') {
    const { spawnSync } = process.getBuiltinModule('node:child_process')
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' })
    return
  }
  const descendants = processTree(pid).map((row) => row.pid)
  for (const target of [-pid, ...descendants, ...startedWith(mark)]) {
    try {
      process.kill(target, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
}

function signalCode(signal: NodeJS.Signals | null): number {
  const { signals } = process.getBuiltinModule('node:os').constants
  return signal === null ? 1 : 128 + signals[signal]
}
