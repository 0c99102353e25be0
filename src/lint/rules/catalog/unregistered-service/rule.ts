import type { Rule } from '../../../rule.ts'

export const unregisteredService: Rule = {
  id: 'unregistered-service',
  group: 'catalog',
  severity: 'error',
  summary: 'A service that the catalog does not know.',
  why: 'What no catalog names has no owner, no declared dependencies, and no check of either.',
  help: 'Describe it in a catalog-info.yaml of its own, and name that file in the root Location.',
  *check({ catalog, config, graph, has }) {
    // Without any catalog nothing is registered, and saying so once for each service would help nobody.
    if (catalog.files.length === 0) return
    for (const service of graph.services) {
      if (service.known === 'declared') continue
      const own = service.path === '.' ? 'catalog-info.yaml' : `${service.path}/catalog-info.yaml`
      const root = config.catalog.file
      const isWritten = has(own) && !catalog.files.includes(own)
      yield {
        message: isWritten
          ? `${own} describes the service ${service.name}, but ${root} does not name that file.`
          : `${service.name} (${service.path}) is a service, and the catalog has no Component for it.`,
        at: service.at,
        services: [service.name],
        help: isWritten
          ? `Add "- ./${own}" to the targets of the Location in ${root}.`
          : `Describe it in ${own} (kind: Component, spec.type: service), and name that file in the Location of ${root}.`,
      }
    }
  },
}
