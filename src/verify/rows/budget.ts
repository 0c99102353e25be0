import { setTimeout as sleep } from 'node:timers/promises'
import { processOf } from '../instance.ts'
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
const idleMs = 2_000

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
    const readyMs: number[] = []
    let bytes: number | undefined
    for (let start = 1; start <= starts; start += 1) {
      const instance = await stage.start()
      readyMs.push(instance.readyMs)
      if (start === starts) {
        await sleep(idleMs)
        bytes = await processOf(instance).residentBytes()
      }
      await processOf(instance).stop()
    }
    const best = Math.round(Math.min(...readyMs))
    const mebibytes = bytes === undefined ? undefined : Math.round(bytes / 1_048_576)
    const figures = `ready after ${best} ms (best of ${starts}), ${mebibytes === undefined ? 'memory unseen' : `${mebibytes} MiB idle`}`
    const limits = budgets[stage.subject.language?.toLowerCase() ?? '']
    if (!limits)
      return notApplicable(
        `no limits are known for ${stage.subject.language ?? 'its language (give --language)'}: ${figures}`,
      )
    seen.note(figures)
    seen.expect(best <= limits.readyMs, `ready within ${limits.readyMs} ms`, `${best} ms`)
    const isSmall = mebibytes === undefined || mebibytes <= limits.idleMebibytes
    seen.expect(isSmall, `at most ${limits.idleMebibytes} MiB when idle`, `${mebibytes} MiB`)
    return seen.verdict()
  },
}
