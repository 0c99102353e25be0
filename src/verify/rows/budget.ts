import { setTimeout as sleep } from 'node:timers/promises'
import { processOf } from '../instance.ts'
import type { Launched } from '../launch/launched.ts'
import type { Row } from '../row.ts'
import { notApplicable, Observations } from '../verdict.ts'

interface Budget {
  readonly readyMs: number
  readonly idleMebibytes: number
}

/** What the contract grants, by language as the catalog names it. */
const budgets: Readonly<Record<string, Budget>> = {
  go: { readyMs: 1_000, idleMebibytes: 15 },
  rust: { readyMs: 1_000, idleMebibytes: 15 },
  typescript: { readyMs: 2_000, idleMebibytes: 80 },
  javascript: { readyMs: 2_000, idleMebibytes: 80 },
  python: { readyMs: 2_000, idleMebibytes: 90 },
  java: { readyMs: 6_000, idleMebibytes: 250 },
  kotlin: { readyMs: 6_000, idleMebibytes: 250 },
}
const starts = 3
/** As many where none of them was fast enough: what else the machine does only ever adds to a start. */
const mostStarts = 6
/** Runtimes give back what a start has used only after a while of rest. */
const patienceMs = 15_000

/** Row 15. */
export const budget: Row = {
  id: 15,
  name: 'budget',
  title: 'starts fast, and is small when idle',
  source: 'measured',
  runs: 'quiet',
  async check(stage) {
    if (!stage.controls) return notApplicable('a service that runs already has been started by others')
    const seen = new Observations()
    const limits = budgets[stage.subject.language?.toLowerCase() ?? '']
    const readyMs: number[] = []
    let mebibytes: number | undefined
    const best = (): number => Math.round(Math.min(...readyMs))
    const isFast = (): boolean => limits === undefined || best() <= limits.readyMs
    const isSmall = (): boolean => mebibytes !== undefined && mebibytes <= (limits?.idleMebibytes ?? 0)
    while (readyMs.length < starts || (readyMs.length < mostStarts && !isFast())) {
      const instance = await stage.start()
      readyMs.push(instance.readyMs)
      // How much a runtime takes at first differs from start to start, and with what else the machine does meanwhile.
      if (!isSmall()) mebibytes = lesser(mebibytes, await idleMemory(processOf(instance), limits?.idleMebibytes))
      await processOf(instance).stop()
    }
    const figures = `ready after ${best()} ms (best of ${readyMs.length}), ${mebibytes === undefined ? 'memory unseen' : `${mebibytes} MiB idle`}`
    if (!limits)
      return notApplicable(
        `no limits are known for ${stage.subject.language ?? 'its language (give --language)'}: ${figures}`,
      )
    seen.note(figures)
    seen.expect(isFast(), `ready within ${limits.readyMs} ms`, `${best()} ms`)
    seen.expect(
      mebibytes === undefined || isSmall(),
      `at most ${limits.idleMebibytes} MiB when idle`,
      `${mebibytes} MiB`,
    )
    return seen.verdict()
  },
}

const lesser = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)

/** What it holds when idle, in MiB: the least that is seen until it is within the limit or the patience is over. */
async function idleMemory(launched: Launched, limit: number | undefined): Promise<number | undefined> {
  const until = performance.now() + (limit === undefined ? 0 : patienceMs)
  let least: number | undefined
  do {
    await sleep(1_000)
    const bytes = await launched.residentBytes()
    if (bytes === undefined) return least
    least = Math.min(least ?? Number.POSITIVE_INFINITY, Math.round(bytes / 1_048_576))
  } while (least > (limit ?? 0) && performance.now() < until)
  return least
}
