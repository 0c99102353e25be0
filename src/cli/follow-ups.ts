import { join, relative } from 'node:path'
import { Interrupted, UserError } from '../errors/user-error.ts'
import type { FollowUp, Plan } from '../plan/operation.ts'
import { catchSignals } from '../plan/signals.ts'
import { run } from '../process/run.ts'
import { exitCodes } from './report-error.ts'
import type { Session } from './session.ts'
import { shellWord } from './shell-word.ts'
import { withProgress } from './terminal/progress.ts'

/** How far the commands after a write came. */
export interface FollowUpResult {
  readonly exitCode: number
  /** Commands that are still to be run, the one that failed first. */
  readonly left: readonly FollowUp[]
}

/**
 * Runs the commands of a plan that was applied, up to the first that fails. Whatever becomes of them the files stay;
 * what is left to do is told, and the exit code says that it is left.
 */
export async function runFollowUps(session: Session, { root, followUps }: Plan): Promise<FollowUpResult> {
  const stop = new AbortController()
  const release = catchSignals(() => stop.abort())
  try {
    for (const [index, followUp] of followUps.entries()) {
      const exitCode = await runOne(session, root, followUp, stop.signal)
      if (exitCode !== exitCodes.done) {
        const left = followUps.slice(index)
        tellWhatIsLeft(session, root, left)
        return { exitCode, left }
      }
    }
    return { exitCode: exitCodes.done, left: [] }
  } finally {
    release()
  }
}

async function runOne(session: Session, root: string, followUp: FollowUp, signal: AbortSignal): Promise<number> {
  const { command, cwd, title } = followUp
  try {
    await withProgress(session.err, title, async () => {
      const { code, stdout, stderr } = await run(command, { cwd: join(root, cwd), signal })
      if (signal.aborted) throw new Interrupted()
      if (code !== 0) throw failed(followUp, code, stderr || stdout)
    })
    return exitCodes.done
  } catch (error) {
    if (error instanceof Interrupted) {
      session.err.write('Interrupted.\n')
      return exitCodes.interrupted
    }
    if (!(error instanceof UserError)) throw error
    session.err.write(`${session.err.color.red.bold('error:')} ${error.message}\n`)
    return exitCodes.userError
  }
}

function failed({ command }: FollowUp, code: number, output: string): UserError {
  const tail = output.trimEnd().split('\n').slice(-10)
  const lines = [`${command.join(' ')} failed with exit code ${code}.`, ...tail.map((line) => `  ${line}`)]
  return new UserError({ code: 'follow-up-failed', message: lines.join('\n') })
}

function tellWhatIsLeft({ err }: Session, root: string, left: readonly FollowUp[]): void {
  const lines = left.map((followUp) => `  ${shellLine(root, followUp)}\n`)
  err.write(`\nThe files are in place. To go on:\n${lines.join('')}`)
}

/** The command as one types it from where one is. */
export function shellLine(root: string, { command, cwd }: FollowUp): string {
  const words = command.map(shellWord).join(' ')
  const way = relative(process.cwd(), join(root, cwd))
  return way === '' ? words : `(cd ${shellWord(way)} && ${words})`
}
