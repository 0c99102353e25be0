import { type InitPlan, planInit } from '../../init/plan-init.ts'
import { diskRepository } from '../../repository/disk.ts'
import { agreeOn, showDryRun, showPlan } from '../consent.ts'
import { collectInitAnswers, type InitOptions } from '../init/answers.ts'
import { reportDone, showFound } from '../init/show.ts'
import { readHistory } from '../lint/history.ts'
import { openRepository } from '../open-repository.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson, type Session } from '../session.ts'
import { write } from '../write.ts'

/** `msvc init`: finds the services of a repository and writes the catalog; asks what to leave out and what to rename. */
export async function run(options: InitOptions): Promise<number> {
  const session = openSession(options)
  const repository = await openRepository(session, 'msvc init', { writes: true })
  const { root } = repository
  const answers = { ...(await collectInitAnswers(session, repository, options)), history: readHistory(root) }
  const preview = await planInit(repository, answers)
  if (!session.json) showFound(session, preview)
  if (options.dryRun) return showOnly(session, preview)
  if (preview.plan.operations.length > 0 && session.interactive) await agreeOn(session, preview.plan)
  const written = await write(session, root, 'msvc init', () => planInit(diskRepository(root), answers))
  if (session.json) printJson(session, await document(written, true))
  else {
    if (!session.interactive) showPlan(session, written.plan)
    reportDone(session, written)
  }
  return exitCodes.done
}

async function showOnly(session: Session, planned: InitPlan): Promise<number> {
  if (session.json) printJson(session, await document(planned, false))
  else await showDryRun(session, planned.plan)
  return exitCodes.done
}

async function document({ plan, services, doubtful, known, baselined }: InitPlan, applied: boolean): Promise<object> {
  const { planJson } = await import('../../plan/show-json.ts')
  return { version: 1, applied, services, doubtful, known, baselined, ...planJson(plan) }
}
