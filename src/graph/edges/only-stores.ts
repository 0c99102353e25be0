import type { FactIndex } from '../../facts/fact-index.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { protocolOf } from '../../products/protocols.ts'
import { mainContainer } from '../main-container.ts'

/**
 * The store or broker of a kind, where the manifests run just one: whoever speaks with that kind and is told no address
 * means it. Given is what is spoken there, or the name of a product; the answer is undefined where there are none or several.
 */
export function onlyStores(facts: FactIndex): (store: string) => string | undefined {
  const names = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const { name, partial } = workload
    const image = mainContainer(workload)?.image
    const protocol = image !== undefined && isInfrastructureImage(image) ? protocolOf(image) : undefined
    if (protocol !== undefined && !partial) names.set(protocol, (names.get(protocol) ?? new Set()).add(name))
  }
  return (store) => {
    const protocol = protocolOf(store)
    const [name, ...others] = (protocol === undefined ? undefined : names.get(protocol)) ?? []
    return name === undefined || others.length > 0 ? undefined : `${protocol}://${name}`
  }
}
