import type { Container, WorkloadFact } from '../../../facts/fact.ts'
import type { Service } from '../../../graph/graph.ts'
import type { RuleContext } from '../../rule.ts'

/** Kinds that keep a service running; jobs end by themselves and are held to other standards. */
const longRunning = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'])

export interface ServiceWorkload {
  readonly service: Service
  readonly workload: WorkloadFact
  readonly containers: readonly Container[]
  /** Patches on it elsewhere in the repository. */
  readonly patches: readonly WorkloadFact[]
}

/**
 * The whole manifests that keep services of this repository running, with their own containers (no side-cars). What
 * others wrote, a database's manifest for instance, is not judged: its owner's chart decides.
 */
export function serviceWorkloads({ facts, subjectOf }: RuleContext): ServiceWorkload[] {
  const all = facts.of('workload').filter(({ source, type }) => source === 'kubernetes' && longRunning.has(type))
  const patches = all.filter(({ partial }) => partial)
  return all.flatMap((workload): ServiceWorkload[] => {
    const service = workload.partial ? undefined : subjectOf(workload)
    if (service === undefined) return []
    return [
      {
        service,
        workload,
        containers: workload.containers.filter(({ role }) => role === 'main'),
        patches: patches.filter(({ name, type }) => name === workload.name && type === workload.type),
      },
    ]
  })
}

/** The same container in the patches on its workload. */
export function patched({ patches }: ServiceWorkload, container: Container): Container[] {
  return patches.flatMap(({ containers }) => containers.filter(({ name }) => name === container.name))
}
