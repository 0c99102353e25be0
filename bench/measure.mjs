import { spawnSync } from 'node:child_process'

/**
 * Times whole processes, round-robin, so that a machine whose speed drifts hurts all alike; milliseconds. `ratio` is
 * the median of what each round took against the first subject in that round: the two drift together.
 * @param {{ name: string, command: string[], cwd?: string, before?: () => string | undefined }[]} subjects
 *   `before` runs untimed before each round; a string that it returns is the folder to run in.
 * @param {{ rounds?: number, warmups?: number }} options
 * @returns {{ name: string, median: number, min: number, max: number, ratio: number, best: number }[]}
 *   `best` is the quickest round against the floor's: what the machine's other work adds is in neither.
 */
export function measure(subjects, { rounds = 15, warmups = 2 } = {}) {
  const times = subjects.map(() => [])
  // A CA bundle in the environment is parsed at every start of Node 20 and would drown what is measured.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
  for (let round = -warmups; round < rounds; round++) {
    for (const [index, { name, command, cwd, before }] of subjects.entries()) {
      const folder = before?.() ?? cwd
      const [program, ...args] = command
      const start = process.hrtime.bigint()
      const result = spawnSync(program, args, {
        cwd: folder,
        env: { ...env, CI: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const took = Number(process.hrtime.bigint() - start) / 1e6
      if (result.error || result.status !== 0) {
        throw new Error(`${name} failed (${result.status}): ${result.error ?? result.stderr}`)
      }
      if (round >= 0) times[index].push(took)
    }
  }
  return subjects.map(({ name }, index) => {
    const sorted = times[index].toSorted((a, b) => a - b)
    const ratio = middle(times[index].map((time, round) => time / times[0][round]).sort((a, b) => a - b))
    const best = sorted[0] / Math.min(...times[0])
    return { name, median: middle(sorted), min: sorted[0], max: sorted.at(-1), ratio, best }
  })
}

function middle(sorted) {
  return sorted[Math.floor(sorted.length / 2)]
}

/** A Markdown table of the results as multiples of the first one, with the bar that each is held to. */
export function table(results, bars = {}) {
  const rows = results.map(({ name, median, min, max, ratio }) => {
    const bar = bars[name]
    const verdict = bar === undefined ? '' : `${bar.must} / ${bar.aim}`
    return `| ${name} | ${median.toFixed(1)} | ${min.toFixed(1)}–${max.toFixed(1)} | ${ratio.toFixed(2)} | ${verdict} |`
  })
  return ['| what | median ms | range ms | × floor | must / aim |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  )
}

/**
 * Names of the results that miss their "must" both in the median of the rounds and in the quickest: CI runs where
 * others work too, which slows the median, or lets the floor alone have one lucky round.
 */
export function misses(results, bars) {
  return results
    .filter(({ name, ratio, best }) => bars[name] !== undefined && Math.min(ratio, best) > bars[name].must)
    .map(({ name, ratio, best }) => {
      return `${name}: ${ratio.toFixed(2)} × floor, ${best.toFixed(2)} at best, must be at most ${bars[name].must}`
    })
}
