import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { isTestFile } from '../../test-file.ts'

/** A project file of .NET. */
export interface BuiltProject {
  readonly folder: string
  /** The packages that it takes; undefined where the project is not here, and may bring anything. */
  readonly packages: readonly string[] | undefined
}

/** The projects of .NET that a service is built with, its own first; none where no project is seen. */
export function builtProjects(facts: FactIndex): (service: Service) => readonly BuiltProject[] {
  const projects = new Map<string, { packages: string[]; next: string[] }>()
  const isProject = (file: string): boolean => /\.(?:cs|fs|vb)proj$/.test(file)
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    if (ecosystem === 'nuget') projects.set(at.file, { packages: dependencies.map(({ name }) => name), next: [] })
  }
  // A package that is made here is published from its project, which is called as it is.
  const made = new Map([...projects.keys()].map((file) => [posix.basename(file).replace(/\.\w+$/, ''), file]))
  for (const project of projects.values()) {
    const isMade = (name: string): boolean => made.has(name)
    project.next.push(...project.packages.filter(isMade).flatMap((name) => made.get(name) ?? []))
    project.packages = project.packages.filter((name) => !isMade(name))
  }
  for (const { at, language, specifier } of facts.of('import')) {
    if (language !== 'msbuild' || !isProject(specifier)) continue
    // One that only refers to others takes no package itself.
    const project = projects.get(at.file) ?? { packages: [], next: [] }
    project.next.push(posix.join(posix.dirname(at.file), specifier))
    projects.set(at.file, project)
  }
  const known = new Map<Service, readonly BuiltProject[]>()
  const built = (service: Service): BuiltProject[] => {
    const folders = new Set([service.path, ...(service.projects ?? [])])
    // A service of several projects has a folder around them.
    const isOwn = (file: string): boolean => service.path !== '.' && file.startsWith(`${service.path}/`)
    const reached = new Set(
      [...projects.keys()].filter((file) => folders.has(posix.dirname(file)) || (isOwn(file) && !isTestFile(file))),
    )
    // A set tells of what is added while it is walked.
    for (const file of reached) for (const next of projects.get(file)?.next ?? []) reached.add(next)
    return [...reached].map((file) => ({ folder: posix.dirname(file), packages: projects.get(file)?.packages }))
  }
  return (service) => {
    const answer = known.get(service) ?? built(service)
    known.set(service, answer)
    return answer
  }
}
