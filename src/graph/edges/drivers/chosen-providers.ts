import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { builtProjects } from '../../settings/untaken/built-projects.ts'
import { isTestFile } from '../../test-file.ts'

/** Packages that Entity Framework speaks with one kind of database through, and Aspire's clients: code must choose each. */
const provider =
  /^(?:Microsoft|Npgsql|Pomelo|MySql|MySQL|MongoDB)\.EntityFrameworkCore(?:\.\w+)?$|^MySql\.Data\.EntityFrameworkCore$|^Aspire\.(?!Hosting)/

/**
 * Whether a service's projects of .NET choose the provider of a database that a package is: a copied project file has those of
 * the project that it was copied from. True of all other packages, where a project is not here, and where no code is read.
 */
export function chosenProviders(facts: FactIndex): (service: Service, name: string, store: string) => boolean {
  const projectsOf = builtProjects(facts)
  const chosen = new Map<string, string[]>()
  for (const { at, store } of facts.of('provider-use'))
    if (!isTestFile(at.file)) chosen.set(store, [...(chosen.get(store) ?? []), posix.dirname(at.file)])
  return (service, name, store) => {
    if (service.language !== 'csharp' || !provider.test(name)) return true
    const projects = projectsOf(service)
    if (projects.length === 0 || projects.some(({ packages }) => packages === undefined)) return true
    const isIn = (folder: string, above: string): boolean => above === '.' || `${folder}/`.startsWith(`${above}/`)
    return (chosen.get(store) ?? []).some((folder) => projects.some((project) => isIn(folder, project.folder)))
  }
}
