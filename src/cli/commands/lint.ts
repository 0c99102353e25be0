import { lintRepository } from '../../lint/run.ts'
import type { Repository } from '../../repository/repository.ts'
import { openCacheOf } from '../fact-cache.ts'
import { readHistory } from '../lint/history.ts'
import { openChange } from '../lint/open-change.ts'
import { checkOptions, type LintCommandOptions, presetOf } from '../lint/options.ts'
import { reportTargets } from '../lint/report-targets.ts'
import { writeReports } from '../lint/write-reports.ts'
import { openRepository } from '../open-repository.ts'
import { exitCodes } from '../report-error.ts'
import { openSession } from '../session.ts'

/** `msvc lint`: the reports that are asked for; exit code 1 when there is an error among the findings. */
export async function run(options: LintCommandOptions): Promise<number> {
  const session = openSession(options)
  checkOptions(options)
  const preset = presetOf(options)
  const { metrics } = options
  const targets = reportTargets(options.format, session.cwd, session.json)
  const { repository, change } = await openChange(await openRepository(session, 'msvc lint'), options)
  const today = new Date().toISOString().slice(0, 10)
  const history = readHistory(repository.root)
  const kept = options.cache ? openCacheOf(repository.root) : undefined
  const { baseline, rule: only } = options
  const lint = (tree: Repository) =>
    lintRepository(tree, { only, preset, today, baseline, change, history, metrics, cache: kept?.cache })

  const result =
    options.updateBaseline || options.prune
      ? await (await import('../lint/write-baseline.ts')).writeBaseline(session, repository.root, options, lint)
      : await lint(repository)
  kept?.save()
  if (result === undefined) return exitCodes.done
  await writeReports(session, targets, repository, result)
  return result.findings.some(({ severity }) => severity === 'error') ? exitCodes.found : exitCodes.done
}
