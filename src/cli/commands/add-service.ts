import { relative } from 'node:path'
import { diskRepository } from '../../repository/disk.ts'
import { planService, type ServicePlan } from '../../scaffold/plan-service.ts'
import { collectAnswers } from '../add-service/answers.ts'
import type { AddServiceOptions } from '../add-service/options.ts'
import { agreeOn, planWithConsent, showDryRun, showPlan } from '../consent.ts'
import { type FollowUpResult, runFollowUps, shellLine } from '../follow-ups.ts'
import { openRepository } from '../open-repository.ts'
import { openPacks, tool } from '../packs.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson, type Session } from '../session.ts'
import { shellWord } from '../shell-word.ts'
import { write } from '../write.ts'

/** `msvc add-service [name]`: asks for what is missing, plans, shows, writes under the lock, installs. */
export async function run(options: AddServiceOptions, name?: string): Promise<number> {
  const session = openSession(options)
  const repository = await openRepository(session, 'msvc add-service', { writes: true })
  const { root } = repository
  const packs = openPacks()
  const answers = await collectAnswers(session, repository, packs, options, name)
  const makePlan = (force: boolean): Promise<ServicePlan> =>
    planService({ repository: diskRepository(root), packs, tool, answers, force })

  let force = options.force ?? false
  if (options.dryRun || session.interactive) {
    const preview = await planWithConsent(session, force, makePlan)
    if (options.dryRun) return showOnly(session, preview.planned)
    if (preview.planned.plan.operations.length > 0) await agreeOn(session, preview.planned.plan)
    force = preview.force
  }
  // Planned anew under the lock: only there is a free port sure to stay free.
  const written = await write(session, root, `msvc add-service ${answers.name}`, () => makePlan(force))
  if (!session.interactive && !session.json) showPlan(session, written.plan)
  const installed = await runFollowUps(session, options.install ? written.plan : { ...written.plan, followUps: [] })
  if (session.json)
    printJson(session, { ...(await document(written, true)), installed: options.install && installed.exitCode === 0 })
  else report(session, written, options.install, installed)
  return installed.exitCode
}

async function showOnly(session: Session, planned: ServicePlan): Promise<number> {
  if (session.json) printJson(session, await document(planned, false))
  else await showDryRun(session, planned.plan)
  return exitCodes.done
}

async function document({ service, plan }: ServicePlan, applied: boolean): Promise<object> {
  const { planJson } = await import('../../plan/show-json.ts')
  return { version: 1, applied, service, ...planJson(plan) }
}

/** The way into the service, and what installs its packages where that was left out: in its folder, or in the workspace's. */
function installing({ plan, manifest }: ServicePlan, isDone: boolean, enter: readonly string[]): string[] {
  const atRoot = plan.followUps.filter(({ cwd }) => cwd === '.').map((followUp) => shellLine(plan.root, followUp))
  if (isDone) return [...enter]
  return atRoot.length > 0 ? [...atRoot, ...enter] : [...enter, manifest.commands.install]
}

function report({ err }: Session, written: ServicePlan, install: boolean, installed: FollowUpResult): void {
  const { plan, service, manifest } = written
  const { bold, cyan, green } = err.color
  if (plan.operations.length === 0) {
    err.write(`Nothing to do: ${service.name} is already as asked.\n`)
    return
  }
  if (installed.left.length > 0) return
  const { commands } = manifest
  const folder = relative(process.cwd(), `${plan.root}/${service.folder}`)
  const enter = folder === '' ? [] : [`cd ${shellWord(folder)}`]
  const next = [...installing(written, install, enter), commands.test]
  err.write(`${green('✔')} ${bold(service.name)} is in ${service.folder}, on port ${service.port}. Next:\n\n`)
  err.write(`${next.map((line) => `  ${cyan(line)}\n`).join('')}\n`)
}
