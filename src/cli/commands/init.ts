import { Interrupted } from '../../errors/user-error.ts'
import { factsOfThisRun } from '../../facts/reading/fact-cache.ts'
import { counted } from '../../graph/draw/counted.ts'
import { type InitPlan, planInit } from '../../init/plan-init.ts'
import type { Plan } from '../../plan/operation.ts'
import { countBySeverity } from '../../report/count.ts'
import { diskRepository } from '../../repository/disk.ts'
import { showDryRun, showPlan } from '../consent.ts'
import { collectInitAnswers, type InitOptions } from '../init/answers.ts'
import { reportDone, showFound } from '../init/show.ts'
import { readHistory } from '../lint/history.ts'
import { openRepository } from '../open-repository.ts'
import { askChoice } from '../prompts.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson, type Session } from '../session.ts'
import { write } from '../write.ts'

/** `msvc init`: finds the services of a repository and writes the catalog; asks what to leave out and what to rename. */
export async function run(options: InitOptions): Promise<number> {
  const session = openSession(options)
  const repository = await openRepository(session, 'msvc init', { writes: true })
  const { root } = repository
  // The tree is looked at for the questions, for the plan, for what lint says, and once more when it is written.
  const cache = factsOfThisRun()
  const judging = { today: new Date().toISOString().slice(0, 10), history: readHistory(root), cache }
  const answers = await collectInitAnswers(session, repository, options, cache)
  const preview = await planInit(repository, answers, judging)
  if (!session.json) showFound(session, preview)
  if (options.dryRun) return showOnly(session, preview)
  if (preview.plan.operations.length > 0 && session.interactive) await agreeOnFiles(session, preview)
  const written = await write(session, root, 'msvc init', () => planInit(diskRepository(root), answers, judging))
  if (session.json) printJson(session, await document(written, true))
  else {
    if (!session.interactive) showPlan(session, written.plan)
    reportDone(session, written)
  }
  return exitCodes.done
}

/** Asks whether to write, as often as somebody wants to see first what the files will say. */
async function agreeOnFiles(session: Session, { plan }: InitPlan): Promise<void> {
  showPlan(session, plan)
  const files = counted(plan.operations.length, 'file')
  for (;;) {
    const answer = await askChoice(`Write ${files} to ${plan.root}?`, [
      { value: 'write', name: 'Write' },
      { value: 'look', name: 'Look at what they will say' },
      { value: 'stop', name: 'Stop: leave everything as it is' },
    ])
    if (answer === 'write') return
    if (answer === 'stop') throw new Interrupted()
    session.err.write(await wordsOf(plan))
  }
}

/** What is to be written, but for the baseline, which says what lint does. */
async function wordsOf(plan: Plan): Promise<string> {
  const { planDiff } = await import('../../plan/show-diff.ts')
  return planDiff({ ...plan, operations: plan.operations.filter(({ path }) => !path.endsWith('.json')) })
}

async function showOnly(session: Session, planned: InitPlan): Promise<number> {
  if (session.json) printJson(session, await document(planned, false))
  else if (planned.plan.operations.length === 0) session.out.write('Nothing would be written.\n')
  else {
    await showDryRun(session, planned.plan)
    const fresh = planned.plan.operations.filter(({ kind }) => kind === 'create')
    session.out.write(await wordsOf({ ...planned.plan, operations: fresh }))
  }
  return exitCodes.done
}

async function document({ plan, findings, drift, ...found }: InitPlan, applied: boolean): Promise<object> {
  const { planJson } = await import('../../plan/show-json.ts')
  const { stores, doubtful, untold, undeployed, toldApart, leftOut, idleExcludes, known } = found
  const services = found.services.map((service) => ({ ...service, ports: found.ports.get(service.name) ?? [] }))
  const lint = {
    ...countBySeverity(findings),
    findings: findings.map(({ rule, message, at }) => ({ rule, message, ...at })),
  }
  return {
    version: 1,
    applied,
    services,
    stores,
    doubtful,
    untold,
    undeployed,
    toldApart,
    leftOut,
    idleExcludes,
    drift,
    known,
    lint,
    baselined: findings.length,
    ...planJson(plan),
  }
}
