import { UserError } from '../errors/user-error.ts'
import { launcherOf } from './launch/launcher.ts'
import type { Row } from './row.ts'
import { Stage } from './stage.ts'
import type { Subject } from './target.ts'
import type { Verdict } from './verdict.ts'

/** A row with what became of it. */
export interface RowResult {
  readonly row: Row
  readonly verdict: Verdict
  readonly seconds: number
}

/** What `runRows` tells while it works. */
export interface Progress {
  started(row: Row): void
  ended(result: RowResult): void
}

/**
 * Holds a service against rows of the contract, those side by side that do not disturb one another. Whatever was started
 * is ended. Throws UserError `cannot-start` when the service does not even come up, `cannot-reach` when it does not run.
 */
export async function runRows(
  subject: Subject,
  rows: readonly Row[],
  progress: Progress,
): Promise<readonly RowResult[]> {
  const stage = new Stage(subject, launcherOf(subject.target))
  const results: RowResult[] = []
  const inTurn = async (kind: Row['runs']): Promise<void> => {
    for (const row of rows.filter(({ runs }) => runs === kind)) {
      progress.started(row)
      const since = performance.now()
      const verdict = await withEnd(await judge(row, stage), row, stage)
      const result = { row, verdict, seconds: (performance.now() - since) / 1000 }
      results.push(result)
      progress.ended(result)
    }
  }
  try {
    await stage.open()
    // Whoever cannot start at all is told so once, and not by each row.
    const needsIt = rows.some(({ runs }) => runs !== 'quiet')
    await inTurn('quiet')
    if (needsIt) await stage.api()
    const lanes: Row['runs'][] = ['shared', 'own']
    const takesTurns = stage.ignoresPort || !stage.controls
    if (takesTurns) for (const lane of lanes) await inTurn(lane)
    else await Promise.all(lanes.map(inTurn))
    await inTurn('last')
  } finally {
    await stage.close()
  }
  return results.sort((a, b) => a.row.id - b.row.id)
}

/** Whoever dies of a request has failed the row that sent it, and that explains whatever else was seen. */
async function withEnd(verdict: Verdict, { runs }: Row, stage: Stage): Promise<Verdict> {
  if (verdict.outcome === 'not-applicable' || (runs !== 'shared' && runs !== 'last')) return verdict
  const isFailed = verdict.outcome === 'fail'
  // Connections break a moment before the end is known.
  const seen = await stage.howSharedEnded(isFailed ? 200 : 0)
  if (seen === undefined) return verdict
  const end = { seen, expected: 'it goes on running, whatever it is asked' }
  return { outcome: 'fail', faults: [end, ...(isFailed ? verdict.faults : [])], notes: verdict.notes }
}

/** What a row could not finish over is what was seen. */
async function judge(row: Row, stage: Stage): Promise<Verdict> {
  try {
    return await row.check(stage)
  } catch (error) {
    if (error instanceof UserError && row.runs === 'quiet') throw error
    const seen = error instanceof Error ? error.message : String(error)
    return { outcome: 'fail', faults: [{ seen, expected: 'a service that runs and answers' }], notes: [] }
  }
}
