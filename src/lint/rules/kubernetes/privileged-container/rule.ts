import type { WorkloadFact } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { judgeContainers } from '../service-workloads.ts'

/** What every node runs, by a DaemonSet or as a static pod, is there for the node: what it needs of it is its business. */
const isOfNodes = ({ type, namespace }: WorkloadFact): boolean =>
  type === 'DaemonSet' || (type === 'Pod' && namespace === 'kube-system')

export const privilegedContainer: Rule = {
  id: 'privileged-container',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A service that has its node for itself: privileged, or inside the node’s own namespaces.',
  why: 'A hole in such a service is a hole in the node, and in every service beside it.',
  help: 'Take out privileged, hostNetwork, hostPID and hostIPC; add the single capability that is truly needed.',
  check: (context) =>
    judgeContainers(context, ({ layers, workload }) => {
      if (isOfNodes(workload)) return undefined
      const privileged = layers.map(({ security }) => security.privileged).findLast((value) => value !== undefined)
      const entered = workload.hostNamespaces ?? []
      if (privileged) return { text: 'is privileged: it may do on the node whatever root may' }
      if (entered.length > 0) return { text: `enters namespaces of its node (${entered.join(', ')})` }
      return undefined
    }),
}
