import { present } from '../../../../facts/present.ts'
import { isUndeclaredCall } from '../../../../graph/calls.ts'
import type { Graph, Service } from '../../../../graph/graph.ts'
import type { Fix } from '../../../fix.ts'
import type { Rule } from '../../../rule.ts'
import { platformServices } from '../../platform-services.ts'

export const unregisteredService: Rule = {
  id: 'unregistered-service',
  group: 'catalog',
  severity: 'error',
  summary: 'A service that the catalog does not know.',
  why: 'What no catalog names has no owner, no declared dependencies, and no check of either.',
  fixes:
    'Describes the service in the catalog, if CODEOWNERS or msvc.yaml tells its owner; names a catalog file that is there.',
  help: 'Run msvc init: it adds the service to the catalog, or leaves it out for good.',
  *check(context) {
    const { catalog, config, graph, has } = context
    // Without any catalog nothing is registered, and saying so once for each service would help nobody.
    if (catalog.files.length === 0) return
    // Where no server of settings, registry or dashboard is registered, they are left out on purpose.
    const platform = platformServices(context)
    const isLeftOut = !graph.services.some(({ name, known }) => known === 'declared' && platform.has(name))
    for (const service of graph.services) {
      if (service.known === 'declared' || (isLeftOut && platform.has(service.name))) continue
      const own = service.path === '.' ? 'catalog-info.yaml' : `${service.path}/catalog-info.yaml`
      const root = config.catalog.file
      const isWritten = has(own) && !catalog.files.includes(own)
      yield {
        message: isWritten
          ? `${own} describes the service ${service.name}, but ${root} does not name that file.`
          : `${service.name} (${service.path}) is a service, and the catalog has no Component for it.`,
        at: service.at,
        services: [service.name],
        fix: [isWritten ? { kind: 'name-catalog-file', file: own } : registration(service, graph)],
        help: isWritten
          ? `Add "- ./${own}" to the targets of the Location in ${root}.`
          : `Run msvc init: it adds the service to the catalog, or leaves it out for good with --exclude ${typed(service.name)}.`,
      }
    }
  },
}

/** A name as one types it in a shell. */
const typed = (name: string): string => (/^[\w.@#:/][\w.@#:/-]*$/.test(name) ? name : JSON.stringify(name))

/** The service as it is found, with the calls that are seen of services that the catalog knows. */
function registration({ name, path, language, port }: Service, { edges, services }: Graph): Fix {
  const known = new Set(services.flatMap((other) => (other.known === 'declared' ? [other.name] : [])))
  const calls = edges.filter(
    (edge) => edge.from === name && edge.observed && isUndeclaredCall(edge) && known.has(edge.to),
  )
  return {
    kind: 'register-service',
    name,
    folder: path,
    ...present({ language, port }),
    calls: [...new Set(calls.map(({ to }) => to))].sort(),
  }
}
