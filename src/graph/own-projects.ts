import { posix } from 'node:path'
import type { FactIndex } from '../facts/fact-index.ts'
import { foldersAbove } from './discover/found-services.ts'
import type { Service } from './graph.ts'
import type { ImportResolver } from './imports/resolver.ts'
import { serviceOf } from './subjects.ts'
import { isTestFile } from './test-file.ts'

/** Languages of manifests that name other projects by their path. */
const byPath = new Set(['msbuild', 'gradle'])

/**
 * A service in layers has a project for each (`Ordering.API`, `Ordering.Application`, `Ordering.Infrastructure`), and one
 * in a workspace may have packages of its own: what just one service is built with, over however many steps, is part of it.
 */
export function withOwnProjects(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): readonly Service[] {
  const next = dependencies(facts, resolve)
  const above = new Set(['.', ...services.flatMap(({ path }) => foldersAbove(path))])
  const holderOf = (folder: string): Service | undefined => serviceOf({ services }, `${folder}/.`)
  const takers = new Map<string, Set<Service>>()
  const visit = (service: Service, folder: string): void => {
    for (const reached of next.get(folder) ?? []) {
      const known = takers.get(reached) ?? new Set<Service>()
      if (known.has(service) || above.has(reached) || holderOf(reached)) continue
      takers.set(reached, known.add(service))
      visit(service, reached)
    }
  }
  for (const folder of next.keys()) {
    const service = above.has(folder) ? undefined : holderOf(folder)
    if (service) visit(service, folder)
  }
  return services.map((service) => {
    const projects = [...takers].flatMap(([folder, known]) => (known.size === 1 && known.has(service) ? [folder] : []))
    return projects.length === 0 ? service : { ...service, projects: projects.sort() }
  })
}

/** The folders of the projects that each project is built with; those that only its tests need are left out. */
function dependencies(facts: FactIndex, resolve: ImportResolver): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>()
  const add = (manifest: string, to: string): void => {
    const from = posix.dirname(manifest)
    if (from !== to && !isTestFile(manifest)) next.set(from, (next.get(from) ?? new Set()).add(to))
  }
  for (const fact of facts.of('import')) {
    const target = byPath.has(fact.language) ? resolve(fact) : undefined
    if (target?.kind === 'file') add(fact.at.file, posix.dirname(target.file))
  }
  const packages = new Map(
    facts
      .of('package')
      .flatMap(({ ecosystem, name, at }) => (name ? [[`${ecosystem}\0${name}`, at.file] as const] : [])),
  )
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    for (const { name, dev } of dependencies) {
      const manifest = dev ? undefined : packages.get(`${ecosystem}\0${name}`)
      if (manifest !== undefined) add(at.file, posix.dirname(manifest))
    }
  }
  return next
}
