import { applyPlan } from '../plan/apply.ts'
import { withWriteLock } from '../plan/lock.ts'
import type { Plan } from '../plan/operation.ts'
import type { Session } from './session.ts'

/** How long a second writer waits for the first. */
const patience = 30_000

/** Makes a plan under the write lock of `root`, and applies it. */
export async function write<Planned extends { readonly plan: Plan }>(
  { err }: Session,
  root: string,
  command: string,
  makePlan: () => Promise<Planned>,
): Promise<Planned> {
  const onWait = (holder: string): void => err.write(`Waiting for ${holder} to finish ...\n`)
  return withWriteLock(root, { command, waitMs: patience, onWait }, async () => {
    const planned = await makePlan()
    await applyPlan(planned.plan)
    return planned
  })
}
