import type { NetworkNameFact, WorkloadFact } from '../../facts/fact.ts'

/** Finds the workload that a Service selects by its labels, else the one of its name. */
export function workloadSelector(
  workloads: readonly WorkloadFact[],
): (fact: NetworkNameFact) => WorkloadFact | undefined {
  const byLabel = new Map<string, WorkloadFact[]>()
  const byName = new Map<string, WorkloadFact>()
  for (const workload of workloads) {
    if (workload.source !== 'kubernetes' || workload.partial) continue
    if (!byName.has(workload.name)) byName.set(workload.name, workload)
    for (const [key, value] of Object.entries(workload.labels)) {
      const same = byLabel.get(`${key}=${value}`)
      if (same) same.push(workload)
      else byLabel.set(`${key}=${value}`, [workload])
    }
  }
  return ({ name, selector }) => {
    const wanted = Object.entries(selector)
    // The rarest label first: some are on everything (`tier: backend`).
    const lists = wanted.map(([key, value]) => byLabel.get(`${key}=${value}`) ?? [])
    const [fewest = []] = lists.sort((a, b) => a.length - b.length)
    const selected = fewest.filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value))
    return selected.find((workload) => workload.name === name) ?? selected[0] ?? byName.get(name)
  }
}
