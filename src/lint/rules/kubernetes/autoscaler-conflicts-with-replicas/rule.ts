import type { Rule } from '../../../rule.ts'
import { judgeWorkloads } from '../service-workloads.ts'

export const autoscalerConflictsWithReplicas: Rule = {
  id: 'autoscaler-conflicts-with-replicas',
  group: 'kubernetes',
  severity: 'warning',
  summary: 'A manifest sets the number of copies that an autoscaler is to set.',
  why: 'Every deployment throws the service back to that number, at the very moment when it may have scaled out.',
  help: 'Take replicas out of the manifest; the autoscaler’s minReplicas and maxReplicas say it all.',
  check: (context) =>
    judgeWorkloads(context, ({ workload }) => {
      const { name, type, replicas } = workload
      const scaler = context.facts.of('autoscaler').find(({ target }) => target.name === name && target.type === type)
      if (replicas === undefined || scaler === undefined) return undefined
      return {
        text: `sets replicas: ${replicas}, and the autoscaler ${scaler.name} scales it`,
        related: [{ ...scaler.at, message: `the autoscaler ${scaler.name}` }],
      }
    }),
}
