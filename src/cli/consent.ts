import { Interrupted, UserError } from '../errors/user-error.ts'
import { counted } from '../graph/draw/counted.ts'
import type { Operation, Plan } from '../plan/operation.ts'
import { planTree } from '../plan/show-tree.ts'
import { askYes } from './prompts.ts'
import type { Session } from './session.ts'
import type { Screen } from './terminal/screen.ts'

/**
 * Makes a plan. Where files are in the way and somebody is there to answer, asks whether they may be replaced; else only
 * `--force` counts. Says with the plan whether there is that consent.
 */
export async function planWithConsent<Planned>(
  session: Session,
  force: boolean,
  makePlan: (force: boolean) => Promise<Planned>,
): Promise<{ planned: Planned; force: boolean }> {
  try {
    return { planned: await makePlan(force), force }
  } catch (error) {
    const inTheWay = error instanceof UserError && error.problems.every(({ code }) => code === 'file-in-the-way')
    if (!session.interactive || !inTheWay) throw error
    const lines = error.problems.map(({ message }) => `  ${message}\n`)
    session.err.write(`${session.err.color.yellow('In the way:')}\n${lines.join('')}`)
    if (!(await askYes('Replace what is there?', false))) throw new Interrupted()
    return { planned: await makePlan(true), force: true }
  }
}

/** Shows a plan before it is applied, and asks if somebody is there. Throws Interrupted for a no. */
export async function agreeOn(session: Session, plan: Plan): Promise<void> {
  showPlan(session, plan)
  if (!session.interactive) return
  const count = plan.operations.length
  if (!(await askYes(`Write ${counted(count, 'file')} to ${plan.root}?`, true))) throw new Interrupted()
}

/** Deep enough to show what a service is made of, on one screen: `services/checkout/src/ (21 files)`. */
const shownDepth = 3

/** The files of a plan as a tree, on stderr. */
export function showPlan({ json, err }: Session, plan: Plan): void {
  if (!json && plan.operations.length > 0) err.write(`${paintedTree(plan, err, shownDepth)}\n\n`)
}

/** `--dry-run` for people: the tree, and the diff of each file that is there already. */
export async function showDryRun({ out }: Session, plan: Plan): Promise<void> {
  if (plan.operations.length === 0 && plan.followUps.length === 0) {
    out.write('Nothing to do: nothing was written.\n')
    return
  }
  const { planDiff } = await import('../plan/show-diff.ts')
  const changes = plan.operations.filter(({ kind }) => kind !== 'create')
  const diff = planDiff({ ...plan, operations: changes })
  const commands = plan.followUps.map(({ title }) => `then: ${title}\n`).join('')
  out.write([`${paintedTree(plan, out)}\n`, diff, commands, 'Nothing was written.\n'].filter(Boolean).join('\n'))
}

function paintedTree(plan: Plan, { color }: Screen, depth?: number): string {
  const paints: Readonly<Record<Operation['kind'], (text: string) => string>> = {
    create: color.green,
    change: color.yellow,
    delete: color.red,
    move: color.cyan,
  }
  return planTree(plan, (kind, text) => paints[kind](text), depth)
}
