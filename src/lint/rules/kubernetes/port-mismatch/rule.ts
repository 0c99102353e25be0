import type { NetworkNameFact, WorkloadFact } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { selects } from '../copies.ts'

export const portMismatch: Rule = {
  id: 'port-mismatch',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A Service sends requests to a port that no container of its pods has.',
  why: 'Every call is refused, while all pods are ready and every manifest looks right.',
  help: 'Make targetPort the number or the name of a containerPort.',
  *check({ facts, subjectOf }) {
    const workloads = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
    for (const fact of facts.of('network-name')) {
      if (fact.source !== 'kubernetes' || Object.keys(fact.selector).length === 0) continue
      for (const workload of workloads.filter(({ labels }) => selects(fact.selector, labels))) {
        for (const port of missing(fact, workload)) {
          const service = subjectOf(workload)
          yield {
            message: `The Service ${fact.name} sends requests to port ${port} of ${workload.type} ${workload.name}, which has ${shown(workload)}.`,
            at: fact.at,
            services: service ? [service.name] : [],
            related: [{ ...workload.at, message: `${workload.type} ${workload.name}` }],
          }
        }
      }
    }
  },
}

/** Ports that are asked for and not there. Containers need not state theirs: where one does not, nothing is known. */
function missing({ ports }: NetworkNameFact, { containers }: WorkloadFact): (string | number)[] {
  const running = containers.filter(({ role }) => role !== 'init')
  if (running.some((container) => container.ports.length === 0)) return []
  const known = new Set(
    running.flatMap((container) => container.ports.flatMap(({ container: number, name }) => [number, name])),
  )
  return ports.flatMap(({ port, target = port }) => (known.has(target) ? [] : [target]))
}

const shown = ({ containers }: WorkloadFact): string =>
  containers
    .flatMap((container) =>
      container.ports.map(({ container: port, name }) => (name ? `${port} (${name})` : `${port}`)),
    )
    .join(', ')
