import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isTestFile } from '../test-file.ts'
import { gradle } from './gradle.ts'
import { relativePath } from './relative-path.ts'

/** What one project or package is built with. */
export interface ProjectDependency {
  readonly folder: string
  /** Only its tests need it. */
  readonly forTests: boolean
}

/** Manifests that name other projects by their path. */
const byPath = { msbuild: relativePath, gradle } as const

const isProject = (path: string): boolean => /proj$/.test(path)

/**
 * By the folder of each project of .NET: tells whether a file outside of it is compiled with it, as its project file says
 * one by one or by a glob.
 */
export function linkedSources(facts: FactIndex): ReadonlyMap<string, (file: string) => boolean> {
  const globs = new Map<string, string[]>()
  for (const { language, at, specifier } of facts.of('import')) {
    if (language !== 'msbuild' || isProject(specifier)) continue
    const folder = posix.dirname(at.file)
    globs.set(folder, [...(globs.get(folder) ?? []), posix.join(folder, specifier)])
  }
  return new Map([...globs].map(([folder, patterns]) => [folder, picomatch(patterns, { dot: true })]))
}

/** By the folder of each project or package: those of this repository that it is built with. */
export function projectDependencies(
  files: readonly string[],
  facts: FactIndex,
): ReadonlyMap<string, readonly ProjectDependency[]> {
  const next = new Map<string, ProjectDependency[]>()
  const add = (manifest: string, folder: string, forTests: boolean): void => {
    const from = posix.dirname(manifest)
    if (from === folder) return
    const known = next.get(from)
    if (known) known.push({ folder, forTests })
    else next.set(from, [{ folder, forTests }])
  }
  const resolvers = { msbuild: byPath.msbuild(files, facts), gradle: byPath.gradle(files, facts) }
  for (const fact of facts.of('import')) {
    const { language, at, specifier } = fact
    if (language !== 'msbuild' && language !== 'gradle') continue
    if (language === 'msbuild' && !isProject(specifier)) continue
    const target = resolvers[language](fact)
    const forTests = fact.forTests ?? isTestFile(at.file)
    if (target?.kind === 'file') add(at.file, posix.dirname(target.file), forTests)
  }
  const packages = new Map(
    facts
      .of('package')
      .flatMap(({ ecosystem, name, at }) => (name ? [[`${ecosystem}\0${name}`, at.file] as const] : [])),
  )
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    for (const { name, dev } of dependencies) {
      const manifest = packages.get(`${ecosystem}\0${name}`)
      if (manifest !== undefined) add(at.file, posix.dirname(manifest), dev || isTestFile(at.file))
    }
  }
  return next
}
