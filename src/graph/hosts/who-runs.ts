import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { protocolOf, protocolOfPort, storeKind } from '../../products/protocols.ts'
import type { Resource, Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'

/** Who answers at a host. */
export type Host =
  | { readonly kind: 'service'; readonly service: Service; readonly protocol?: 'grpc'; readonly fromOutside?: true }
  | { readonly kind: 'resource'; readonly type: Resource['kind']; readonly protocol?: string; readonly name?: string }

/** What a workload runs: a service of ours, or a store or broker. */
export function whoRuns(workload: WorkloadFact, services: readonly Service[], facts: FactIndex): Host | undefined {
  const packed = packedStore(workload, facts)
  const service = packed === undefined ? serviceOfWorkload({ services }, workload) : undefined
  if (service) return { kind: 'service', service }
  // What only prepares a pod answers nobody: a client of a database that waits for it.
  const stays = workload.containers.filter(({ role }) => role !== 'init')
  const images = [...(packed ? [packed] : []), ...stays.flatMap(({ image }) => (image ? [image] : []))]
  // An image of one's own tells it by its port: `shop/orders-db` at 5432.
  const ports = stays.flatMap((each) => each.ports.flatMap(({ container }) => protocolOfPort(container) ?? []))
  const own = /(?:^|[-_.])(?:db|database)\d*$/i.test(workload.name) ? [...ports, 'sql'] : []
  const names = [...images, workload.name, ...own]
  const name = names.find((each) => storeKind(each) !== undefined)
  const type = name === undefined ? undefined : storeKind(name)
  const protocol = name === undefined ? undefined : protocolOf(name)
  return type ? { kind: 'resource', type, ...(protocol === undefined ? {} : { protocol }) } : undefined
}

/** The last stage of each Dockerfile, by the image that it is built of. */
const known = new WeakMap<FactIndex, ReadonlyMap<string, string>>()

/** The store that a workload's image is built of, though its Dockerfile lies with a service: `orders/db.dockerfile` on `postgres`. */
function packedStore({ build }: WorkloadFact, facts: FactIndex): string | undefined {
  if (build === undefined) return undefined
  const bases =
    known.get(facts) ??
    new Map(
      facts
        .of('base-image')
        .flatMap(({ at, image, final, internal }) => (final && !internal ? [[at.file, image]] : [])),
    )
  known.set(facts, bases)
  const base = bases.get(posix.normalize(build.dockerfile ?? `${build.context}/Dockerfile`))
  return base !== undefined && storeKind(base) !== undefined ? base : undefined
}
