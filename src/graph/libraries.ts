import { posix } from 'node:path'
import type { At, ImportFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { foldersAbove } from './folders-above.ts'
import type { Service } from './graph.ts'
import { importResolver } from './imports/index.ts'
import { serviceOf } from './subjects/of-file.ts'
import { isMigration, isTestFile } from './test-file.ts'

/** Code of ours that is no service's own, and which services build on it. */
export interface Library {
  /** Relative to the root: where its manifest lies, or its files where it has none. */
  readonly folder: string
  /** The first place in each service, by name, that names it; where a migration does so only if nothing else does. */
  readonly uses: ReadonlyMap<string, At>
}

/** Finds libraries by what imports reach and manifests name outside of all services. Tests do not count. */
export function findLibraries(
  services: readonly Service[],
  facts: FactIndex,
  files: readonly string[],
): readonly Library[] {
  const resolve = importResolver(files, facts)
  const packages = new Map(facts.of('package').map((fact) => [posix.dirname(fact.at.file), fact]))
  const folderOf = (file: string): string =>
    foldersAbove(file).findLast((folder) => folder !== '.' && packages.has(folder)) ?? posix.dirname(file)
  const byName = new Map([...packages].flatMap(([folder, { name }]) => (name ? [[name, folder] as const] : [])))
  const ownerOf = (file: string): Service | undefined => serviceOf({ services }, file)
  const uses = new Map<string, Map<string, At>>()
  const use = (from: Service, folder: string, at: At): void => {
    const users = uses.get(folder) ?? new Map<string, At>()
    uses.set(folder, users)
    const first = users.get(from.name)
    if (first === undefined || (isMigration(first.file) && !isMigration(at.file))) users.set(from.name, at)
  }
  const reached = (fact: ImportFact): string | undefined => {
    const found = resolve(fact)
    return found.kind === 'file' && ownerOf(found.file) === undefined ? folderOf(found.file) : undefined
  }
  for (const fact of facts.of('import')) {
    const from = isTestFile(fact.at.file) ? undefined : ownerOf(fact.at.file)
    const folder = from && reached(fact)
    if (from && folder) use(from, folder, fact.at)
  }
  for (const { at, dependencies } of facts.of('package')) {
    const from = ownerOf(at.file)
    for (const dependency of from ? dependencies : []) {
      const folder = dependency.dev ? undefined : byName.get(dependency.name)
      if (from && folder && ownerOf(`${folder}/.`) === undefined) use(from, folder, dependency.at)
    }
  }
  return [...uses].map(([folder, users]) => ({ folder, uses: users })).sort((a, b) => (a.folder < b.folder ? -1 : 1))
}
