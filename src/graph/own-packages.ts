import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { packageUsers } from './imports/go-packages.ts'
import type { ImportResolver } from './imports/resolver.ts'

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
  const users = packageUsers(services, facts, resolve, true)
  return services.map((service) => {
    const parts = [...users].flatMap(([folder, known]) => (known.size === 1 && known.has(service) ? [folder] : []))
    return parts.length === 0 ? service : { ...service, parts: parts.sort() }
  })
}
