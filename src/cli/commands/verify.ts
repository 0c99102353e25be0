import { UserError } from '../../errors/user-error.ts'
import { run as runProgram } from '../../process/run.ts'
import { chooseRows } from '../../verify/choose-rows.ts'
import { verificationReporters } from '../../verify/report/index.ts'
import { countOutcomes } from '../../verify/report/verification.ts'
import { runRows } from '../../verify/run-rows.ts'
import { openRepository } from '../open-repository.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, type Session } from '../session.ts'
import { withProgress } from '../terminal/progress.ts'
import { type FoundSubject, findSubject } from '../verify/find-subject.ts'
import { checkOptions, formatOf, listed, type VerifyOptions } from '../verify/options.ts'
import { rowProgress } from '../verify/row-progress.ts'

/** `msvc verify <service>`: starts it and holds it against the service contract; exit code 1 when a row fails. */
export async function run(options: VerifyOptions, name: string | undefined): Promise<number> {
  const session = openSession(options)
  checkOptions(options)
  const format = formatOf(options)
  const rows = chooseRows(listed(options.only), listed(options.skip))
  const found = await findSubject(session, await openRepository(session, 'msvc verify'), name, options)
  if (options.build) await build(session, found)

  // What was started ends with this process, whichever way it ends.
  const end = (): void => {
    session.err.write('\nInterrupted. All that was started is ended.\n')
    process.exit(exitCodes.interrupted)
  }
  for (const signal of stopSignals) process.once(signal, end)
  const since = performance.now()
  try {
    const progress = rowProgress(session.err, rows.length)
    const results = await runRows(found.subject, rows, progress)
    progress.clear()
    const seconds = (performance.now() - since) / 1000
    const verification = { service: found.subject.name || 'service', target: found.shown, seconds, results }
    session.out.write(verificationReporters[format](verification, session.out.paint))
    return countOutcomes(verification).failed > 0 ? exitCodes.found : exitCodes.done
  } catch (error) {
    throw error instanceof UserError && error.code === 'cannot-start' ? withBuildHint(error, found) : error
  } finally {
    for (const signal of stopSignals) process.off(signal, end)
  }
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

async function build({ err }: Session, { build: commands, folder, subject }: FoundSubject): Promise<void> {
  if (commands.length === 0) {
    throw new UserError({
      code: 'nothing-to-build',
      message: `Nothing says how to build ${subject.name || 'it'}: no stack of ours made it.`,
      hint: 'Build it yourself, and leave --build out.',
    })
  }
  for (const command of commands) {
    const { code, stdout, stderr } = await withProgress(err, command, () =>
      runProgram(['sh', '-c', command], { cwd: folder }),
    )
    if (code === 0) continue
    const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n')
    throw new UserError({ code: 'build-failed', message: `${command} failed with exit code ${code}.\n${last}` })
  }
}

function withBuildHint(error: UserError, { build: commands, folder }: FoundSubject): UserError {
  const hint = `If it was not built yet, give --build, or run in ${folder}: ${commands.join(' && ')}`
  return commands.length === 0 ? error : new UserError(error.problems.map((problem) => ({ ...problem, hint })))
}
