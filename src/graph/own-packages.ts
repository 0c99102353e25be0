import { posix } from 'node:path'
import type { ImportFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import type { ImportResolver } from './imports/resolver.ts'
import { serviceOf } from './subjects.ts'
import { isTestFile } from './test-file.ts'

/**
 * Several programs of one Go module keep most of their code beside each other (`cmd/geo` starts `services/geo`): a
 * package that just one of them builds on, over however many steps, belongs to that service.
 */
export function withOwnPackages(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): readonly Service[] {
  if (facts.of('program').length === 0) return services
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

/** The folders of the packages that each package of Go imports. */
function reachedFolders(facts: FactIndex, resolve: ImportResolver): Map<string, Set<string>> {
  const isGo = ({ language, at }: ImportFact): boolean => language === 'go' && !isTestFile(at.file)
  const reached = new Map<string, Set<string>>()
  for (const fact of facts.of('import').filter(isGo)) {
    const target = resolve(fact)
    if (target.kind !== 'file') continue
    const folder = posix.dirname(fact.at.file)
    reached.set(folder, (reached.get(folder) ?? new Set()).add(posix.dirname(target.file)))
  }
  return reached
}
