import { fileURLToPath } from 'node:url'
import { UserError } from '../../errors/user-error.ts'
import type { Plan } from '../../plan/operation.ts'
import { planJson } from '../../plan/show-json.ts'
import { diskRepository } from '../../repository/disk.ts'
import type { WorkspaceAnswers } from '../../scaffold/answers.ts'
import { exampleAnswers, planWorkspace } from '../../scaffold/plan-workspace.ts'
import { agreeOn, planWithConsent, showDryRun } from '../consent.ts'
import { makeFirstCommit } from '../create/first-commit.ts'
import { nextSteps } from '../create/next-steps.ts'
import type { CreateOptions } from '../create/options.ts'
import { chooseTarget } from '../create/target.ts'
import { askAnswers, askDirectory } from '../create/wizard.ts'
import { runFollowUps } from '../follow-ups.ts'
import { invocation } from '../invocation.ts'
import { packageRoot } from '../package-files.ts'
import { openExample, openPacks, tool } from '../packs.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson, type Session } from '../session.ts'
import { write } from '../write.ts'

/** `create-microservice [directory]`: asks, plans, shows, writes, installs, commits, and says what to type next. */
export async function run(options: CreateOptions, directory?: string): Promise<number> {
  const session = openSession(options)
  const packs = openPacks()
  if (options.example !== undefined && options.service !== undefined) throw bothGiven()
  const example = options.example === undefined ? undefined : await openExample(packs, options.example)

  const { folder, merges } = await chooseTarget(session, directory ?? (await askDirectory(session, options)), options)
  const given = await askAnswers(session, folder, options, packs, example?.manifest.owner)
  const answers = example ? exampleAnswers(example, given) : given
  const makePlan = (force: boolean): Promise<Plan> => {
    const repository = diskRepository(folder)
    return planWorkspace({ repository, packs, tool, answers, force, ...(example ? { example } : {}) })
  }

  const { planned: plan } = await planWithConsent(session, merges && options.force === true, makePlan)
  if (options.dryRun) {
    if (session.json) printJson(session, { version: 1, applied: false, ...planJson(plan) })
    else await showDryRun(session, plan)
    return exitCodes.done
  }
  await agreeOn(session, plan)
  await write(session, folder, 'create-microservice', async () => ({ plan }))

  // Before the packages come: whoever stops that has a repository all the same.
  const committed = options.git && (await makeFirstCommit(session, folder, answers.name))
  const installed = await runFollowUps(session, options.install ? plan : { ...plan, followUps: [] })
  if (installed.exitCode === exitCodes.interrupted) return installed.exitCode
  const isInstalled = options.install && installed.left.length === 0
  const created = { folder, answers, isExample: example !== undefined, isInstalled, msvc: howToCall(folder) }
  const next = await nextSteps(created, process.cwd(), packs)
  if (session.json) printJson(session, { version: 1, applied: true, committed, next, ...planJson(plan) })
  else sayWhatIsNext(session, answers, next)
  return installed.exitCode
}

function sayWhatIsNext({ err }: Session, { name }: WorkspaceAnswers, next: readonly string[]): void {
  const { bold, cyan, green } = err.color
  err.write(`${green('✔')} ${bold(name)} is ready. Next:\n\n${next.map((line) => `  ${cyan(line)}\n`).join('')}\n`)
}

const howToCall = (folder: string): string =>
  invocation(folder, {
    packageRoot: fileURLToPath(packageRoot),
    version: tool.version,
    path: process.env.PATH ?? '',
  })

const bothGiven = (): UserError =>
  new UserError({
    code: 'usage',
    message: '--example brings services of its own, so --service cannot be given with it.',
    hint: 'Create the example, then add to it: msvc add-service <name>',
  })
