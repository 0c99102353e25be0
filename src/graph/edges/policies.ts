import type { WorkloadFact } from '../../facts/fact.ts'
import { storeKinds } from '../calls.ts'
import type { Resource } from '../graph.ts'
import { whoRuns } from '../hosts/who-runs.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import type { EdgeSet } from './edge-set.ts'
import type { Sources } from './sources.ts'

/**
 * Whom network policies let in, for services whose code lies elsewhere: it is all that the repository tells of their
 * calls, and weak, since what is allowed need not be done. Where code is, it knows better.
 */
export function policyEdges(edges: EdgeSet, { services, facts }: Sources): Resource[] {
  if (!services.some(({ image }) => image !== undefined)) return []
  const workloads = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
  const selected = (labels: Readonly<Record<string, string>>): WorkloadFact[] => {
    const wanted = Object.entries(labels)
    if (wanted.length === 0) return []
    const matching = workloads.filter((workload) => wanted.every(([key, value]) => workload.labels[key] === value))
    return [...new Map(matching.map((workload) => [workload.name, workload])).values()]
  }
  return facts.of('network-policy').flatMap(({ name, selector, ingress }) =>
    ingress.flatMap(({ at, labels, ports }): Resource[] => {
      const [target, ...others] = selected(selector)
      const [from, ...more] = selected(labels).flatMap((workload) => serviceOfWorkload({ services }, workload) ?? [])
      // A policy for many says nothing of each.
      if (!target || others.length > 0 || !from?.image || more.length > 0) return []
      const proof = { ...at, kind: 'network-policy', confidence: 0.6, detail: `${name} lets ${from.name} in` }
      const host = whoRuns(target, services, facts)
      if (host?.kind === 'service') edges.observe(from.name, host.service.name, 'http', proof)
      if (host?.kind !== 'resource' || edges.targetsOf(from.name, storeKinds[host.type]).length > 0) return []
      const resource: Resource = {
        name: `${host.protocol ?? 'tcp'}://${target.name}${ports[0] ? `:${ports[0]}` : ''}`,
        kind: host.type,
      }
      edges.observe(from.name, resource.name, storeKinds[host.type], proof)
      return [resource]
    }),
  )
}
