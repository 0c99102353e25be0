import type { NetworkNameFact, WorkloadFact } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { selects } from '../copies.ts'
import { isNoDeployment } from '../service-workloads.ts'

export const selectorMatchesNothing: Rule = {
  id: 'selector-matches-nothing',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A Service selects labels that the workload of its name does not have.',
  why: 'It is deployed without a word and answers nobody: callers get refused connections, and every manifest looks right.',
  help: 'Make the selector and the labels of the pod template the same.',
  *check({ facts, subjectOf }) {
    const workloads = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
    for (const fact of facts.of('network-name')) {
      const wanted = Object.entries(fact.selector)
      if (fact.source !== 'kubernetes' || wanted.length === 0) continue
      if (workloads.some(({ labels }) => selects(fact.selector, labels))) continue
      const meant = meantBy(fact, workloads)
      // Without a workload that it is plainly about, what it selects may be made elsewhere: by an operator, by a chart.
      if (meant === undefined) continue
      const service = subjectOf(meant)
      if (isNoDeployment(fact.at.file, service)) continue
      yield {
        message: `The Service ${fact.name} selects ${wanted.map((pair) => pair.join('=')).join(', ')}, and the pods of ${meant.type} ${meant.name} have ${shown(meant)}.`,
        at: fact.at,
        services: service ? [service.name] : [],
        related: [{ ...meant.at, message: `${meant.type} ${meant.name}` }],
      }
    }
  },
}

/** The workload of the same name, in the same file or folder of manifests. */
function meantBy(fact: NetworkNameFact, workloads: readonly WorkloadFact[]): WorkloadFact | undefined {
  const folder = (file: string): string => file.replace(/[^/]*$/, '')
  return workloads.find(({ name, at }) => name === fact.name && folder(at.file) === folder(fact.at.file))
}

const shown = ({ labels }: WorkloadFact): string => {
  const pairs = Object.entries(labels).map((pair) => pair.join('='))
  return pairs.length > 0 ? pairs.join(', ') : 'no labels'
}
