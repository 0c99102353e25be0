import type { Fact, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { type Services, serviceCalled } from './named.ts'
import { serviceOf } from './of-file.ts'
import { serviceOfWorkload } from './of-workload.ts'

const workloadIndexes = new WeakMap<FactIndex, ReadonlyMap<string, WorkloadFact>>()

/** The service that a fact speaks of: that of its workload where it has one, else that of its file. */
export function subjectOf(graph: Services, facts: FactIndex, fact: Fact): Service | undefined {
  if (fact.kind === 'workload') return serviceOfWorkload(graph, fact)
  if (fact.kind === 'env-set' && fact.workload !== undefined) {
    const workload = workloadNamed(facts, fact.workload, fact.at.file)
    return workload ? serviceOfWorkload(graph, workload) : serviceCalled(graph, fact.workload)
  }
  if (fact.kind === 'env-set' && fact.folder !== undefined) return serviceOf(graph, `${fact.folder}/.`)
  return serviceOf(graph, fact.at.file)
}

/** The workload of a name, as a fact of the same file speaks of it. */
export function workloadNamed(facts: FactIndex, name: string, file: string): WorkloadFact | undefined {
  let index = workloadIndexes.get(facts)
  if (index === undefined) {
    const keyed = facts.of('workload').map((each) => [workloadKey(each.name, each.at.file), each] as const)
    index = new Map(keyed.reverse()) // the first of a name
    workloadIndexes.set(facts, index)
  }
  return index.get(workloadKey(name, file))
}

const workloadKey = (name: string, file: string): string => `${file}\0${name}`
