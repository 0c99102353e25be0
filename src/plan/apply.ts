import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Interrupted, UserError } from '../errors/user-error.ts'
import { checkDisk } from './check-disk.ts'
import { checkPaths } from './check-paths.ts'
import { commitJournal, type Journal, leftJournal, newStage, openJournal, removeJournal } from './journal.ts'
import type { Plan } from './operation.ts'
import { catchSignals } from './signals.ts'
import { emptied, stage } from './stage.ts'
import { hideFromGit, makeStateFolder, removeFolder, removeFolders, removeStateFolder } from './state-folder.ts'
import { carryOut } from './step.ts'
import { keptProblem, undo } from './undo.ts'
import { writeError } from './write-error.ts'

export interface ApplyOptions {
  /** The write lock's signal. Aborted before the end, everything is undone. */
  readonly signal?: AbortSignal
}

/** Between two looks at whether a signal came. A plan of a few dozen files takes less. */
const breathEveryMs = 10

/**
 * Carries out the file operations of a plan, all or none; follow-ups are the caller's. Nothing is touched before every
 * content is written beside the tree and every operation was held against the disk. To be called under the write lock.
 * Throws UserError (`changed-meanwhile`, `symbolic-link`, `not-writable`, `disk-full`, …) or Interrupted: nothing changed.
 */
export async function applyPlan(plan: Plan, options: ApplyOptions = {}): Promise<void> {
  if (plan.operations.length === 0) return
  const application = new Application(plan)
  const stop = () => application.interrupt()
  const release = catchSignals(stop)
  options.signal?.addEventListener('abort', stop)
  if (options.signal?.aborted) stop()
  try {
    await application.run()
  } finally {
    release()
    options.signal?.removeEventListener('abort', stop)
  }
}

class Application {
  readonly #plan: Plan
  #made: string | undefined
  #isStaging = false
  /** Set while there is something to undo. */
  #journal: Journal | undefined
  #interruption: unknown

  constructor(plan: Plan) {
    this.#plan = plan
  }

  async run(): Promise<void> {
    const { root } = this.#plan
    try {
      const journal = this.#prepare()
      await this.#carryOut(journal)
      commitJournal(root)
      this.#journal = undefined
    } catch (error) {
      throw error === this.#interruption ? error : this.#undone(error)
    }
    this.#tidy()
  }

  /** Undoes at once, inside the listener: whoever else hears the signal, and gives the lock away, finds all as before. */
  interrupt(): void {
    this.#interruption ??= this.#undone(new Interrupted())
  }

  #prepare(): Journal {
    const { root, operations } = this.#plan
    this.#throwIfInterrupted()
    const faults = checkPaths(operations)
    if (faults.length > 0) throw new UserError(faults)
    const { sighted, problems } = checkDisk(root, operations)
    if (problems.length > 0) throw new UserError(problems)
    this.#made = makeStateFolder(root)
    if (leftJournal(root) !== undefined) throw unfinished()
    this.#isStaging = true
    hideFromGit(root)
    return stage(root, newStage(randomUUID()), sighted)
  }

  async #carryOut(journal: Journal): Promise<void> {
    const { root } = this.#plan
    openJournal(root, journal)
    this.#journal = journal
    let lastBreath = Date.now()
    for (const step of journal.steps) {
      carryOut(root, journal, step)
      if (Date.now() - lastBreath < breathEveryMs) continue
      await this.#breathe()
      lastBreath = Date.now()
    }
    for (const folder of emptied(journal.steps)) removeFolder(join(root, folder))
    await this.#breathe()
  }

  /** Lets signals in that came meanwhile. */
  async #breathe(): Promise<void> {
    await setImmediate()
    this.#throwIfInterrupted()
  }

  #throwIfInterrupted(): void {
    if (this.#interruption !== undefined) throw this.#interruption
  }

  /** Undoes what was done, and returns what to throw. The journal stays if that fails, for the next command to try. */
  #undone(error: unknown): unknown {
    try {
      const kept = this.#journal ? undo(this.#plan.root, this.#journal) : []
      this.#journal = undefined
      this.#tidy()
      const problems = kept.map(keptProblem)
      if (error instanceof UserError && problems.length > 0)
        return new UserError([...error.problems, ...problems], { cause: error })
      if (error instanceof Interrupted && problems.length > 0) return new UserError(problems, { cause: error })
      return writeError(error, problems)
    } catch (failure) {
      return notUndone(this.#plan.root, error, failure)
    }
  }

  #tidy(): void {
    const { root } = this.#plan
    if (!this.#isStaging) return
    removeJournal(root)
    removeStateFolder(root)
    if (this.#made !== undefined) removeFolders(root, this.#made)
  }
}

const unfinished = (): UserError =>
  new UserError({
    code: 'unfinished',
    message: 'An earlier command was cut off, and is to be undone first.',
    hint: 'Run the command again.',
  })

const notUndone = (root: string, error: unknown, failure: unknown): UserError =>
  new UserError(
    {
      code: 'undo-failed',
      message: `Writing failed (${messageOf(error)}), and so did undoing it (${messageOf(failure)}).`,
      hint: `Mend the cause, then run any command that writes in ${root}: it finishes the undo first.`,
    },
    { cause: failure },
  )

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
