import type { FactIndex } from '../facts/fact-index.ts'
import { foldersAbove } from './folders-above.ts'
import type { Service } from './graph.ts'
import { projectDependencies } from './imports/projects.ts'
import { serviceOf } from './subjects.ts'

/**
 * A service in layers has a project for each (`Ordering.API`, `Ordering.Application`, `Ordering.Infrastructure`), and one
 * in a workspace may have packages of its own: what just one service is built with, over however many steps, is part of
 * it. What only tests need is nobody's, and what others' tests need as well is shared.
 */
export function withOwnProjects(
  services: readonly Service[],
  facts: FactIndex,
  files: readonly string[],
): readonly Service[] {
  const next = projectDependencies(files, facts)
  const above = new Set(['.', ...services.flatMap(({ path }) => foldersAbove(path))])
  const holderOf = (folder: string): Service | undefined => serviceOf({ services }, `${folder}/.`)
  const takers = new Map<string, Map<Service, boolean>>()
  const visit = (service: Service, from: string, throughTests: boolean): void => {
    for (const { folder, forTests } of next.get(from) ?? []) {
      const isForTests = throughTests || forTests
      const known = takers.get(folder) ?? new Map<Service, boolean>()
      // It may be reached for tests first, and by the program later.
      if (known.get(service) === false || known.get(service) === isForTests) continue
      if (above.has(folder) || holderOf(folder)) continue
      takers.set(folder, known.set(service, isForTests))
      visit(service, folder, isForTests)
    }
  }
  for (const folder of next.keys()) {
    const service = above.has(folder) ? undefined : holderOf(folder)
    if (service) visit(service, folder, false)
  }
  return services.map((service) => {
    const projects = [...takers].flatMap(([folder, known]) =>
      known.size === 1 && known.get(service) === false ? [folder] : [],
    )
    return projects.length === 0 ? service : { ...service, projects: projects.sort() }
  })
}
