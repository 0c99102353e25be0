import { lintRepository } from '../../lint/run.ts'
import { reportTargets } from '../lint/report-targets.ts'
import { writeReports } from '../lint/write-reports.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { exitCodes } from '../report-error.ts'
import { openSession } from '../session.ts'

interface LintOptions extends CommonOptions {
  readonly format?: readonly string[]
  readonly rule?: readonly string[]
}

/** `msvc lint`: the reports that are asked for; exit code 1 when there is an error among the findings. */
export async function run(options: LintOptions): Promise<number> {
  const session = openSession(options)
  const targets = reportTargets(options.format, session.cwd, session.json)
  const repository = await openRepository(session, 'msvc lint')
  const result = await lintRepository(repository, { only: options.rule, today: new Date().toISOString().slice(0, 10) })
  await writeReports(session, targets, repository, result)
  return result.findings.some(({ severity }) => severity === 'error') ? exitCodes.found : exitCodes.done
}
