/** A process that writes under the lock, as a command does. Called as `writer.mjs <task> <root>`. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { applyPlan } from '../../../src/plan/apply.ts'
import { PlanDraft } from '../../../src/plan/draft.ts'
import { withWriteLock } from '../../../src/plan/lock.ts'
import { diskRepository } from '../../../src/repository/disk.ts'
import { stageEverything, stageFirst, stageMany, stageService } from './plans.ts'

const [task = '', root = ''] = process.argv.slice(2)

const tasks: Readonly<Record<string, (signal: AbortSignal) => Promise<void>>> = {
  /** Every kind of operation, in a tree that has what they need. */
  everything: (signal) => apply(stageEverything, signal),
  /** Two files, for a root that is not there yet. */
  first: (signal) => apply(stageFirst, signal),
  service: (signal) => apply(stageService, signal),
  /** So many files that it takes a while. */
  many: (signal) => apply(stageMany, signal),
  /** Nothing of its own: only what every writer does first. */
  nothing: async () => {},
  /** Holds the lock until it is killed. */
  hold: async (signal) => {
    console.log('held')
    await setTimeout(600_000, undefined, { signal })
  },
  /** Stays alone for a while. */
  alone: async () => {
    enterAlone()
    await setTimeout(250)
    leaveAlone()
  },
  /** Takes the next number, as a new service takes the next port. */
  number: async (signal) => {
    enterAlone()
    await apply((draft) => {
      const numbers = draft.read('numbers')?.split('\n').filter(Boolean) ?? []
      const next = `${numbers.length + 1}\n`
      if (draft.has('numbers')) draft.edit('numbers', (text) => text + next)
      else draft.create('numbers', next)
      draft.create(`service-${numbers.length + 1}/file`, String(process.pid))
    }, signal)
    leaveAlone()
  },
}

/** Fails when another living process is between here and the end of its task. */
function enterAlone(): void {
  const file = `${root}-alone`
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (other > 0 && isRunning(other)) throw new Error(`not alone: ${other} is here`)
  writeFileSync(file, String(process.pid))
}

function leaveAlone(): void {
  const file = `${root}-alone`
  if (readFileSync(file, 'utf8') !== String(process.pid)) throw new Error('not alone: another came in')
  rmSync(file)
}

function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function apply(stage: (draft: PlanDraft) => void, signal: AbortSignal): Promise<void> {
  const draft = new PlanDraft(diskRepository(root))
  stage(draft)
  await applyPlan(draft.finish(), { signal })
}

try {
  await withWriteLock(root, { command: `writer ${task}` }, (signal) => {
    console.log('writing')
    return tasks[task]?.(signal) ?? Promise.reject(new Error(`no task ${task}`))
  })
  console.log('done')
} catch (error) {
  console.log(error instanceof Error ? error.name : 'unknown')
  console.error(error)
  process.exitCode = 2
}
