import { Interrupted, UserError } from '../errors/user-error.ts'

/** Where and how a program runs. */
export interface RunOptions {
  readonly cwd: string
  /** Added to our own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly timeoutMs?: number
  /** Aborting it stops the program. */
  readonly signal?: AbortSignal
  /** Called with what the program prints, as it comes, from both streams. */
  readonly onOutput?: (text: string) => void
}

/** What became of a program that ran to its end. */
export interface RunResult {
  /** Exit code; 128 and more when a signal ended it, as shells have it. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end; any exit code is a result. Throws UserError `program-missing`, `program-timeout` or
 * `program-failed` (it could not be started), Interrupted when `signal` was aborted.
 */
export async function run(command: readonly [string, ...string[]], options: RunOptions): Promise<RunResult> {
  const { execa } = await import('execa')
  const [program, ...args] = command
  const child = execa(program, args, {
    cwd: options.cwd,
    env: { ...options.env },
    reject: false,
    stripFinalNewline: false,
    stdin: 'ignore',
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  })
  const { onOutput } = options
  if (onOutput) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => onOutput(chunk.toString()))
  }
  const result = await child
  if (result.isCanceled) throw new Interrupted()
  const shown = command.join(' ')
  if (result.timedOut) {
    throw new UserError({
      code: 'program-timeout',
      message: `${shown} did not end within ${(options.timeoutMs ?? 0) / 1000} s and was stopped.`,
    })
  }
  const code = result.exitCode ?? signalCode(result.signal)
  if (code === undefined) throw notStarted(program, shown, options.cwd, result)
  return { code, stdout: String(result.stdout), stderr: String(result.stderr) }
}

function signalCode(signal: string | undefined): number | undefined {
  const numbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
  return signal === undefined ? undefined : 128 + (numbers[signal] ?? 0)
}

/** `ENOENT` may mean the program or the folder that it was to run in. */
function notStarted(program: string, shown: string, cwd: string, failure: object): UserError {
  const { code, message } = failure as { code?: string; message?: string }
  if (code === 'ENOENT' && !message?.includes('"cwd" option is invalid')) {
    return new UserError({
      code: 'program-missing',
      message: `${program} is not installed, or not on the PATH.`,
      hint: `Install ${program}, then run in ${cwd}: ${shown}`,
    })
  }
  return new UserError(
    { code: 'program-failed', message: `${shown} could not be started in ${cwd} (${code ?? message}).` },
    { cause: failure },
  )
}
