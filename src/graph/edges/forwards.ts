import type { Address, ForwardFact, WorkloadFact } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
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
    if (fact.fromOutside) continue
    const gateway = isTestFile(fact.at.file) ? undefined : serviceOf({ services }, fact.at.file)
    if (gateway) routes.set(gateway, [...(routes.get(gateway) ?? []), fact])
  }
  return (gateway, { path }) => {
    const route = longest(routes.get(gateway) ?? [], path)
    const host = route && find(route.address.host, route.address.port)
    return host?.kind === 'service' ? host.service : undefined
  }
}

/** The route with the longest beginning of a path. */
function longest(routes: readonly ForwardFact[], path: string | undefined): ForwardFact | undefined {
  if (path === undefined) return undefined
  return routes
    .filter(({ prefix }) => `${path}/`.startsWith(`${prefix}/`))
    .sort((a, b) => b.prefix.length - a.prefix.length)
    .at(0)
}

/** What stands before all of a system of compose and hands on by the labels of its services. */
const edgeRouter = /(?:^|\/)traefik(?:$|[:@])/

/**
 * Finds whom Traefik hands on to for a path, by the labels of services of compose: asked at one of its ports on the machine of a
 * developer, or by its name.
 */
export function forwardedFromOutside({ facts, find }: Sources): (address: Address) => Service | undefined {
  const routes = facts.of('forward').filter(({ at, fromOutside }) => fromOutside && !isTestFile(at.file))
  let routers: readonly WorkloadFact[] | undefined
  return ({ host, port = 80, path }) => {
    const route = routes.length > 0 ? longest(routes, path) : undefined
    const behind = route && find(route.address.host, undefined)
    if (behind?.kind !== 'service') return undefined
    routers ??= facts
      .of('workload')
      .filter(
        ({ source, containers }) => source === 'compose' && containers.some(({ image = '' }) => edgeRouter.test(image)),
      )
    const isAsked = routers.some(
      ({ name, containers }) =>
        name === host ||
        (isLocal(host) && containers.some(({ ports }) => ports.some(({ host: published }) => published === port))),
    )
    return isAsked ? behind.service : undefined
  }
}
