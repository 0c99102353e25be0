import type { WorkloadFact } from '../../facts/fact.ts'
import { protocolOf, protocolOfPort, storeKind } from '../../products/protocols.ts'
import type { Resource, Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'

/** Who answers at a host. */
export type Host =
  | { readonly kind: 'service'; readonly service: Service; readonly protocol?: 'grpc'; readonly fromOutside?: true }
  | { readonly kind: 'resource'; readonly type: Resource['kind']; readonly protocol?: string; readonly name?: string }

/** What a workload runs: a service of ours, or a store or broker. */
export function whoRuns(workload: WorkloadFact, services: readonly Service[]): Host | undefined {
  const service = serviceOfWorkload({ services }, workload)
  if (service) return { kind: 'service', service }
  const images = workload.containers.flatMap(({ image }) => (image ? [image] : []))
  // An image of one's own tells it by its port: `shop/orders-db` at 5432.
  const ports = workload.containers.flatMap((each) =>
    each.ports.flatMap(({ container }) => protocolOfPort(container) ?? []),
  )
  const own = /(?:^|[-_.])(?:db|database)\d*$/i.test(workload.name) ? [...ports, 'sql'] : []
  const names = [...images, workload.name, ...own]
  const name = names.find((each) => storeKind(each) !== undefined)
  const type = name === undefined ? undefined : storeKind(name)
  const protocol = name === undefined ? undefined : protocolOf(name)
  return type ? { kind: 'resource', type, ...(protocol === undefined ? {} : { protocol }) } : undefined
}
