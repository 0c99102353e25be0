import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { serviceOf } from '../../subjects/of-file.ts'

const binder = /:spring-cloud-(?:starter-)?stream-(?:binder-)?(kafka|rabbit|rocketmq|pulsar)(?:-|$)/
const choice = /^SPRING_CLOUD_STREAM_(DEFAULTBINDER|BINDINGS_.+_BINDER)$/

/**
 * Whether a package carries the messages of Spring Cloud Stream over another broker than the settings choose: a service may
 * have several of them and use one. The choice that a configuration server hands to all is everybody's who has none.
 */
export function chosenBinders(
  services: readonly Service[],
  facts: FactIndex,
): (service: Service, dependency: string) => boolean {
  const chosen = new Map<Service | undefined, Set<string>>()
  const told = new Set<string>()
  for (const { at, name, fallback } of facts.of('env-read')) {
    const [, which] = choice.exec(name) ?? []
    const product = /kafka|rabbit|rocketmq|pulsar/i.exec(fallback ?? '')?.[0].toLowerCase()
    // What stands first in a file is so in all profiles, and the others are for some.
    if (product === undefined || (which === 'DEFAULTBINDER' && told.has(at.file))) continue
    if (which === 'DEFAULTBINDER') told.add(at.file)
    const owner = serviceOf({ services }, at.file)
    chosen.set(owner, (chosen.get(owner) ?? new Set()).add(product))
  }
  return (service, dependency) => {
    const product = binder.exec(dependency)?.[1]
    const products = chosen.get(service) ?? chosen.get(undefined)
    return product !== undefined && products !== undefined && !products.has(product)
  }
}
