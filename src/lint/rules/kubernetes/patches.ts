import type { WorkloadFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { anyName } from '../../../facts/kubernetes/kustomization.ts'
import { waysOut } from '../../../graph/overlays/ways.ts'

/** Finds the patches on a workload: those that name it, and those for all of its kind in a kustomization that takes it. */
export function patchesOn(facts: FactIndex): (workload: WorkloadFact) => readonly WorkloadFact[] {
  const patches = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && partial)
  const isForAll = patches.some(({ name }) => name === anyName)
  const waysTo = isForAll ? waysOut(facts.of('kustomization')) : () => []
  return ({ name, type, at }) => {
    const takers = new Set(waysTo(at.file).flatMap((way) => way.map((taker) => taker.at.file)))
    return patches.filter(
      (patch) => patch.type === type && (patch.name === anyName ? takers.has(patch.at.file) : patch.name === name),
    )
  }
}
