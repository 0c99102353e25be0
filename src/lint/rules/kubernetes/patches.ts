import type { WorkloadFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { anyName } from '../../../facts/kubernetes/kustomization.ts'
import { waysOut } from '../../../graph/overlays/ways.ts'

/**
 * Finds the patches on a workload: those that name it, and those for all of its kind in a kustomization that takes it. Generators call
 * many workloads alike (`controller-manager`): where kustomizations take a patch and a workload, one must take both.
 */
export function patchesOn(facts: FactIndex): (workload: WorkloadFact) => readonly WorkloadFact[] {
  const patches = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && partial)
  if (patches.length === 0) return () => []
  const waysTo = waysOut(facts.of('kustomization'))
  const known = new Map<string, ReadonlySet<string>>()
  const takersOf = (file: string): ReadonlySet<string> => {
    const takers = known.get(file) ?? new Set(waysTo(file).flatMap((way) => way.map((taker) => taker.at.file)))
    known.set(file, takers)
    return takers
  }
  const isFor = ({ name, at }: WorkloadFact, workload: WorkloadFact): boolean => {
    const takers = takersOf(workload.at.file)
    if (name === anyName) return takers.has(at.file)
    const own = takersOf(at.file)
    return name === workload.name && (own.size === 0 || takers.size === 0 || [...own].some((each) => takers.has(each)))
  }
  return (workload) => patches.filter((patch) => patch.type === workload.type && isFor(patch, workload))
}
