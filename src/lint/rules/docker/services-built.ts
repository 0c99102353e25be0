import { posix } from 'node:path'
import type { Service } from '../../../graph/graph.ts'
import { storeKind } from '../../../products/protocols.ts'
import type { RuleContext } from '../../rule.ts'

/**
 * For whom compose builds by one of several Dockerfiles of a folder (`Dockerfile.orders`), whoever else lies there; undefined
 * where it does so for several.
 */
export function servicesBuilt({
  facts,
  serviceOf,
  subjectOf,
}: Pick<RuleContext, 'facts' | 'serviceOf' | 'subjectOf'>): ReadonlyMap<string, Service | undefined> {
  const found = new Map<string, Service | undefined>()
  const isOfStore = (file: string): boolean =>
    facts.in(file).some((fact) => fact.kind === 'base-image' && fact.final && storeKind(fact.image) !== undefined)
  for (const workload of facts.of('workload')) {
    const file = workload.build?.dockerfile
    const isOne = file !== undefined && posix.basename(file) !== 'Dockerfile' && serviceOf(file) !== undefined
    const service = isOne ? subjectOf(workload) : undefined
    if (file === undefined || service === undefined) continue
    // The image of a database beside that of a service is none of its own.
    if (isOfStore(file)) {
      found.set(file, undefined)
      continue
    }
    const known = found.get(file)
    const isPart = known?.program !== undefined && known.program === service.program
    found.set(file, !found.has(file) || known === service || isPart ? (known ?? service) : undefined)
  }
  return found
}
