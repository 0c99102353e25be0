import type { Rule } from '../../../rule.ts'
import { leastCopies } from '../copies.ts'
import { judgeWorkloads } from '../service-workloads.ts'

export const singleReplica: Rule = {
  id: 'single-replica',
  group: 'kubernetes',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service of which only one copy runs.',
  why: 'Every restart, move or upgrade of a node takes it away, and its callers fail with it.',
  help: 'Run at least two copies where it matters: replicas: 2, or minReplicas: 2 of its autoscaler.',
  check: (context) =>
    judgeWorkloads(context, ({ workload }) => {
      // One that is switched off, or scaled from nothing, runs where somebody wants it to.
      if (workload.type !== 'Deployment' || (leastCopies(workload, context.facts) ?? 1) !== 1) return undefined
      return { text: 'runs as a single copy' }
    }),
}
