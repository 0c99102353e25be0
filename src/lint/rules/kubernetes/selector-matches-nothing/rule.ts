import type { At, WorkloadFact } from '../../../../facts/fact.ts'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { waysOut } from '../../../../graph/overlays/ways.ts'
import type { Rule } from '../../../rule.ts'
import { selects } from '../copies.ts'
import { isNoDeployment } from '../service-workloads.ts'

export const selectorMatchesNothing: Rule = {
  id: 'selector-matches-nothing',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A Service, a policy or a budget selects labels that the workload of its name does not have.',
  why: 'It is deployed without a word and is about nobody: callers get refused connections, and every manifest looks right.',
  help: 'Make the selector and the labels of the pod template the same.',
  *check({ facts, subjectOf }) {
    const workloads = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
    const labelsOf = labelsWithOverlays(facts)
    for (const fact of selecting(facts)) {
      const wanted = Object.entries(fact.selector)
      if (wanted.length === 0 || workloads.some((each) => selects(fact.selector, labelsOf(each)))) continue
      const meant = workloads.find((workload) => isMeant(fact, workload))
      // Without a workload that it is plainly about, what it selects may be made elsewhere: by an operator, by a chart.
      if (meant === undefined) continue
      const service = subjectOf(meant)
      if (isNoDeployment(fact.at.file, service)) continue
      yield {
        message: `The ${fact.type} ${fact.name} selects ${wanted.map((pair) => pair.join('=')).join(', ')}, and the pods of ${meant.type} ${meant.name} have ${shown(labelsOf(meant))}.`,
        at: fact.at,
        services: service ? [service.name] : [],
        related: [{ ...meant.at, message: `${meant.type} ${meant.name}` }],
      }
    }
  },
}

type Labels = Readonly<Record<string, string>>

/** What says which pods it is about. */
interface Selecting {
  readonly at: At
  readonly type: 'Service' | 'NetworkPolicy' | 'PodDisruptionBudget'
  readonly name: string
  readonly selector: Labels
}

const selecting = (facts: FactIndex): Selecting[] => [
  ...facts
    .of('network-name')
    .flatMap((fact) => (fact.source === 'kubernetes' ? [{ ...fact, type: 'Service' as const }] : [])),
  // Those of Cilium and Istio select by more than the labels of pods, and so do expressions.
  ...facts
    .of('network-policy')
    .flatMap((fact) => (fact.of || fact.hasExpressions ? [] : [{ ...fact, type: 'NetworkPolicy' as const }])),
  ...facts
    .of('disruption-budget')
    .flatMap((fact) => (fact.hasExpressions ? [] : [{ ...fact, type: 'PodDisruptionBudget' as const }])),
]

/** Labels of a workload's pods with those that kustomizations give them on any of their ways. */
function labelsWithOverlays(facts: FactIndex): (workload: WorkloadFact) => Labels {
  const waysOf = waysOut(facts.of('kustomization'))
  return ({ at, labels }) =>
    Object.assign(
      {},
      labels,
      ...waysOf(at.file)
        .flat()
        .map((each) => each.labels),
    )
}

/** The workload of the same name, in the same file or folder of manifests; policies say behind it what they are: `orders-pdb`. */
function isMeant({ type, name, at }: Selecting, workload: WorkloadFact): boolean {
  const folder = (file: string): string => file.replace(/[^/]*$/, '')
  const isCalled = name === workload.name || (type !== 'Service' && kindBehind.test(name.slice(workload.name.length)))
  return isCalled && name.startsWith(workload.name) && folder(workload.at.file) === folder(at.file)
}
const kindBehind =
  /^-(?:pdb|pod-?disruption-?budget|disruption-?budget|netpol|np|network-?policy|policy|ingress|egress)$/i

const shown = (labels: Labels): string => {
  const pairs = Object.entries(labels).map((pair) => pair.join('='))
  return pairs.length > 0 ? pairs.join(', ') : 'no labels'
}
