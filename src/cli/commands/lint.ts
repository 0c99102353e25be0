import { noCache, openCache } from '../../cache/index.ts'
import type { LintResult } from '../../lint/run.ts'
import type { Repository } from '../../repository/repository.ts'
import { foundIn } from '../lint/found-in.ts'
import { readHistory } from '../lint/history.ts'
import { openChange } from '../lint/open-change.ts'
import { checkOptions, type LintCommandOptions, presetOf } from '../lint/options.ts'
import { refuseSource } from '../lint/refuse-source.ts'
import { reportTargets } from '../lint/report-targets.ts'
import { writeReports } from '../lint/write-reports.ts'
import { noteNoServices } from '../no-services.ts'
import { openRepository } from '../open-repository.ts'
import { exitCodes } from '../report-error.ts'
import { openSession } from '../session.ts'
import { toolKey } from '../tool-key.ts'

/** `msvc lint`: the reports that are asked for; exit code 1 when there is an error among the findings. */
export async function run(options: LintCommandOptions): Promise<number> {
  const session = openSession(options)
  checkOptions(options)
  const preset = presetOf(options)
  const targets = reportTargets(options.format, session.cwd, session.json)
  refuseSource(targets.files, session.cwd)
  const disk = await openRepository(session, 'msvc lint')
  const cache = options.cache ? await openCache(disk, { tool: toolKey() }) : noCache(disk)
  const { repository, change } = await openChange(cache.repository, options)
  const { baseline, rule: only, metrics } = options
  const terms = { only, preset, today: new Date().toISOString().slice(0, 10), baseline, metrics }

  let result: LintResult | undefined
  if (options.updateBaseline || options.prune || options.fix || change) {
    const { lintRepository } = await import('../../lint/run.ts')
    const rest = { ...terms, change, history: readHistory(repository.root) }
    const lint = (tree: Repository) => lintRepository(tree, rest)
    if (options.fix) {
      const { writeFixes } = await import('../lint/write-fixes.ts')
      result = await writeFixes(session, repository.root, options, lint)
    } else if (change) result = await lintRepository(repository, { ...rest, cache: cache.facts })
    else {
      const { writeBaseline } = await import('../lint/write-baseline.ts')
      result = await writeBaseline(session, repository.root, options, lint)
    }
  } else result = await foundIn(cache, terms)
  cache.save()
  if (result === undefined) return exitCodes.done
  await writeReports(session, targets, repository, result, options.passedOver)
  if (result.services === 0) noteNoServices(session.err)
  return result.findings.some(({ severity }) => severity === 'error') ? exitCodes.found : exitCodes.done
}
