import type { Rule } from '../../../rule.ts'
import { leastCopies, selects } from '../copies.ts'
import { judgeWorkloads } from '../service-workloads.ts'

export const missingPodDisruptionBudget: Rule = {
  id: 'missing-pod-disruption-budget',
  group: 'kubernetes',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service of several copies, all of which may be taken away at once.',
  why: 'An upgrade of the nodes may drain every copy at the same time, although there are enough to do it one by one.',
  help: 'Add a PodDisruptionBudget that selects its pods, with maxUnavailable: 1.',
  check: (context) =>
    judgeWorkloads(context, ({ workload }) => {
      const { facts } = context
      if ((leastCopies(workload, facts) ?? 1) < 2) return undefined
      const isKept = facts.of('disruption-budget').some(({ selector }) => selects(selector, workload.labels))
      return isKept ? undefined : { text: 'has several copies and no PodDisruptionBudget' }
    }),
}
