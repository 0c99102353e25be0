import { type FixPlan, planFixes } from '../../fix/plan-fixes.ts'
import { counted } from '../../graph/draw/counted.ts'
import type { LintResult } from '../../lint/run.ts'
import { localDigests } from '../../process/local-digests.ts'
import { diskRepository } from '../../repository/disk.ts'
import type { Repository } from '../../repository/repository.ts'
import { agreeOn, showDryRun, showPlan } from '../consent.ts'
import { openPacks } from '../packs.ts'
import { printJson, type Session } from '../session.ts'
import { write } from '../write.ts'
import type { LintCommandOptions } from './options.ts'

/**
 * Mends what has one right answer, as a plan that is shown first. Returns what is left to report, undefined for a dry run.
 */
export async function writeFixes(
  session: Session,
  root: string,
  options: LintCommandOptions,
  lint: (repository: Repository) => Promise<LintResult>,
): Promise<LintResult | undefined> {
  const digestOf = localDigests(root)
  const makePlan = (): Promise<FixPlan> => {
    const repository = diskRepository(root)
    return planFixes(repository, lint, { repository, packs: openPacks(), digestOf })
  }
  const preview = await makePlan()
  if (options.dryRun) {
    if (session.json) {
      const { planJson } = await import('../../plan/show-json.ts')
      printJson(session, { version: 1, applied: false, ...planJson(preview.plan) })
    } else await showDryRun(session, preview.plan)
    return undefined
  }
  if (preview.plan.operations.length === 0) {
    session.err.write('Nothing that lint finds can be mended by --fix.\n')
    return preview.after
  }
  if (session.interactive) await agreeOn(session, preview.plan)
  else showPlan(session, preview.plan)
  // Planned once more under the lock: what is found must still hold when it is mended.
  const { plan, before, after } = await write(session, root, 'msvc lint', makePlan)
  const mended = before.findings.length - after.findings.length
  session.err.write(
    `${counted(Math.max(mended, 0), 'finding')} mended in ${counted(plan.operations.length, 'file')}; ${counted(after.findings.length, 'finding')} left.\n`,
  )
  return after
}
