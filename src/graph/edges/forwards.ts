import type { Address, ForwardFact } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import type { Sources } from './sources.ts'

/** Finds whom a gateway sends requests on to that come to it for a path: by its longest route that the path begins with. */
export function forwarded({
  services,
  facts,
  find,
}: Sources): (gateway: Service, address: Address) => Service | undefined {
  const routes = new Map<Service, ForwardFact[]>()
  for (const fact of facts.of('forward')) {
    const gateway = isTestFile(fact.at.file) ? undefined : serviceOf({ services }, fact.at.file)
    if (gateway) routes.set(gateway, [...(routes.get(gateway) ?? []), fact])
  }
  return (gateway, { path }) => {
    if (path === undefined) return undefined
    const [route] = (routes.get(gateway) ?? [])
      .filter(({ prefix }) => `${path}/`.startsWith(`${prefix}/`))
      .sort((a, b) => b.prefix.length - a.prefix.length)
    const host = route && find(route.address.host, route.address.port)
    return host?.kind === 'service' ? host.service : undefined
  }
}
