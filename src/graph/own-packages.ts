import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { reachedFolders } from './imports/go-packages.ts'
import type { ImportResolver } from './imports/resolver.ts'
import { serviceOf } from './subjects.ts'

/**
 * Several programs of one Go module keep most of their code beside each other (`cmd/geo` starts `services/geo`): a
 * package that just one of them builds on, over however many steps, belongs to that service.
 */
export function withOwnPackages(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): readonly Service[] {
  if (!facts.of('program').some(({ language }) => language === 'go')) return services
  const isFree = (folder: string): boolean => serviceOf({ services }, `${folder}/.`) === undefined
  const next = reachedFolders(facts, resolve)
  const takers = new Map<string, Set<Service>>()
  const visit = (service: Service, folder: string): void => {
    for (const reached of next.get(folder) ?? []) {
      const known = takers.get(reached) ?? new Set<Service>()
      if (known.has(service) || !isFree(reached)) continue
      takers.set(reached, known.add(service))
      visit(service, reached)
    }
  }
  for (const folder of next.keys()) {
    const service = serviceOf({ services }, `${folder}/.`)
    if (service) visit(service, folder)
  }
  return services.map((service) => {
    const parts = [...takers].flatMap(([folder, known]) => (known.size === 1 && known.has(service) ? [folder] : []))
    return parts.length === 0 ? service : { ...service, parts: parts.sort() }
  })
}
