import { applyPlan } from '../plan/apply.ts'
import { type LockOptions, withWriteLock } from '../plan/lock.ts'
import type { Plan } from '../plan/operation.ts'
import { catchSignals } from '../plan/signals.ts'
import type { Session } from './session.ts'

/** How long a second writer waits for the first. */
const patience = 30_000

/**
 * Makes a plan under the write lock of `root`, and applies it. What is written then is written: a signal that comes after
 * it cuts nothing off, so that one which ends the command always means that all is as before. What takes long after a
 * write listens to signals by itself.
 */
export async function write<Planned extends { readonly plan: Plan }>(
  session: Session,
  root: string,
  command: string,
  makePlan: () => Promise<Planned>,
): Promise<Planned> {
  const written = await withWriteLock(root, lockOptions(session, command), async (signal) => {
    const planned = await makePlan()
    await applyPlan(planned.plan, { signal })
    return planned
  })
  catchSignals(() => {})
  return written
}

/** Waits for others, and tells of it. */
export function lockOptions({ err }: Session, command: string): LockOptions {
  return {
    command,
    waitMs: patience,
    onWait: (holder) => err.write(`Waiting for ${holder.command} (process ${holder.pid}) to finish ...\n`),
    onRecover: ({ outcome, kept }) => {
      if (outcome === 'undone') err.write('An earlier command was cut off: what it had done is undone.\n')
      for (const { path } of kept) err.write(`  ${path} was written by somebody else since, and stays as it is.\n`)
    },
  }
}
