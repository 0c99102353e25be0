import type { AutoscalerFact, WorkloadFact } from '../../../../facts/fact.ts'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import type { Rule, RuleContext } from '../../../rule.ts'
import { judgeWorkloads } from '../service-workloads.ts'

export const autoscalerConflictsWithReplicas: Rule = {
  id: 'autoscaler-conflicts-with-replicas',
  group: 'kubernetes',
  severity: 'warning',
  summary: 'A manifest sets the number of copies that an autoscaler is to set.',
  why: 'Every deployment throws the service back to that number, at the very moment when it may have scaled out.',
  help: 'Take replicas out of the manifest; the autoscaler’s minReplicas and maxReplicas say it all.',
  check: (context) => {
    const scalerOf = scalers(context)
    return judgeWorkloads(context, ({ workload }) => {
      const { replicas } = workload
      const scaler = scalerOf(workload)
      if (replicas === undefined || scaler === undefined) return undefined
      return {
        text: `sets replicas: ${replicas}, and the autoscaler ${scaler.name} scales it`,
        related: [{ ...scaler.at, message: `the autoscaler ${scaler.name}` }],
      }
    })
  },
}

/**
 * The autoscaler of a workload. Of several manifests of one, as each environment may have, an autoscaler is for those that lie nearest to
 * it.
 */
function scalers({ facts }: Pick<RuleContext, 'facts'>): (workload: WorkloadFact) => AutoscalerFact | undefined {
  const isMeant = ({ target }: AutoscalerFact, { name, type }: WorkloadFact): boolean =>
    target.name === name && target.type === type
  const whole = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
  return (workload) =>
    facts.of('autoscaler').find((scaler) => {
      if (!isMeant(scaler, workload)) return false
      const nearness = ({ at }: WorkloadFact): number => sharedFolders(at.file, scaler.at.file)
      return whole.every((other) => !isMeant(scaler, other) || nearness(other) <= nearness(workload))
    })
}

/** How many folders two files have in common. */
const sharedFolders = (a: string, b: string): number => {
  const above = foldersAbove(a)
  return foldersAbove(b).filter((folder) => above.includes(folder)).length
}
