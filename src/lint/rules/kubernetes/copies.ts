import type { WorkloadFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { patchesOn } from './patches.ts'

/** Whether a selector is about a pod: it has each of the labels. A selector without any is about every pod. */
export const selects = (
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean => Object.entries(selector).every(([key, value]) => labels[key] === value)

/**
 * How many copies of a workload there are at least: by its autoscalers where it has some, else by its own manifest and
 * the patches on it; the largest number counts, since base and overlays state one each. Undefined where nobody says.
 */
export function leastCopies(workload: WorkloadFact, facts: FactIndex): number | undefined {
  const { name, type, replicas } = workload
  const all = facts.of('autoscaler')
  const steering = all.filter(({ target }) => target.name === name && target.type === type)
  // An overlay's patch names the autoscaler alone.
  const patched = all.filter((each) => each.target.name === '' && steering.some((scaler) => scaler.name === each.name))
  const scalers = [...steering, ...patched]
  // Kubernetes takes 1 where an autoscaler gives no minimum; a patch that gives none says nothing.
  if (scalers.length > 0) return Math.max(...scalers.map(({ min }) => min ?? 1))
  const stated = [replicas, ...patchesOn(facts)(workload).map((patch) => patch.replicas)].filter(
    (count) => count !== undefined,
  )
  return stated.length > 0 ? Math.max(...stated) : undefined
}
