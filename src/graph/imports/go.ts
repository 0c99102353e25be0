import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isStub } from '../../facts/foreign.ts'
import { type GoModule as Module, modulesOfPaths } from './go-paths.ts'
import type { MakeResolver } from './resolver.ts'

/**
 * Go packages: what `replace` puts in the place of a module, else the module whose path is the longest that an import begins
 * with; then the folder below it.
 */
export const go: MakeResolver = (files, facts) => {
  const said = facts
    .of('package')
    .flatMap(({ ecosystem, name, at }) =>
      ecosystem === 'go' && name ? [{ name, folder: posix.dirname(at.file) }] : [],
    )
    .sort((a, b) => b.name.length - a.name.length)
  const modules = said.length > 0 ? said : modulesOfPaths(facts, foldersOfGo(files))
  const replaced = replacements(facts)
  const isUsed = usedTogether(facts)
  const withStubs = new Set(files.flatMap((file) => (isStub(file) ? [posix.dirname(file)] : [])))
  const inward = modules.toSorted((a, b) => b.folder.length - a.folder.length)
  const moduleOf = (file: string): Module | undefined => inward.find(({ folder }) => isBelow(file, folder))
  const isAboutStubs = (file: string): boolean =>
    withStubs.has(posix.dirname(file)) && !takesOwnCode(file, moduleOf(file), facts)
  const rankOf = (file: string): number => rankIn(facts, file, isAboutStubs)
  const firstIn = new Map<string, string>()
  for (const file of files) {
    const folder = posix.dirname(file)
    if (!file.endsWith('.go') || file.endsWith('_test.go')) continue
    const first = firstIn.get(folder)
    if (first === undefined || rankOf(file) > rankOf(first)) firstIn.set(folder, file)
  }
  // `ee/orders/…` without a module of its own is laid over `orders/` before that is built, and is then a part of it.
  const isLaidOver = (file: string, module: Module | undefined): boolean =>
    module !== undefined &&
    module.folder !== '.' &&
    file.includes(`/${module.folder}/`) &&
    !modules.some(({ folder }) => isBelow(file, folder))
  return ({ specifier, at }) => {
    if (/^\.\.?\//.test(specifier)) {
      const file = firstIn.get(posix.join(posix.dirname(at.file), specifier))
      return file === undefined ? { kind: 'package', name: specifier } : { kind: 'file', file }
    }
    const matching = modules.filter(({ name }) => specifier === name || specifier.startsWith(`${name}/`))
    const own = matching.find(({ folder }) => isBelow(at.file, folder))
    if (own === undefined && isLaidOver(at.file, matching[0])) return { kind: 'package', name: specifier }
    // Of modules that were copied the importer's own is meant, or what it says, or what it is built together with.
    const module =
      own ??
      replaced(specifier, at.file) ??
      matching.find(({ name, folder }) => name === matching[0]?.name && isUsed(folder, at.file)) ??
      matching[0]
    if (module === undefined) return { kind: 'package', name: specifier }
    const folder = posix.join(module.folder, specifier.slice(module.name.length))
    return { kind: 'file', file: firstIn.get(folder) ?? posix.join(module.folder, 'go.mod') }
  }
}

const foldersOfGo = (files: readonly string[]): ReadonlySet<string> =>
  new Set(files.flatMap((file) => (file.endsWith('.go') && !file.endsWith('_test.go') ? [posix.dirname(file)] : [])))

/**
 * What somebody wrote stands for a package rather than what is generated into it; and this rather than words about it, and
 * names for types beside it, which import nothing, or nothing of what lies around the package.
 */
const rankIn = (facts: FactIndex, file: string, isAboutStubs: (file: string) => boolean): number => {
  if (isStub(file)) return 1
  return facts.in(file).some(({ kind }) => kind === 'import') && !isAboutStubs(file) ? 2 : 0
}

/**
 * Whether a file beside stubs takes in code of its own service: anything of its module that lies in the same folder at the top. What
 * registers the messages of a contract with a library of all services, or names the topics that they go to, is a part of the contract.
 */
function takesOwnCode(file: string, module: Module | undefined, facts: FactIndex): boolean {
  if (module === undefined) return true
  const [top, ...below] = file.slice(module.folder === '.' ? 0 : module.folder.length + 1).split('/')
  // In a package at the top of a module nothing tells its own code from what all have.
  const own = below.length > 1 ? `${module.name}/${top}/` : `${module.name}/`
  return facts.in(file).some((fact) => fact.kind === 'import' && fact.specifier.startsWith(own))
}

const isBelow = (file: string, folder: string): boolean => folder === '.' || file.startsWith(`${folder}/`)

/** Finds the folder that stands for a module where a file is: by its own go.mod, or by a go.work above. */
function replacements(facts: FactIndex): (specifier: string, file: string) => Module | undefined {
  const all = facts.of('package').flatMap(({ ecosystem, at, dependencies }) => {
    const scope = posix.dirname(at.file)
    return dependencies.flatMap(({ name, spec }) =>
      /^go(?:-work)?$/.test(ecosystem) && spec.startsWith('file:')
        ? [{ scope, ecosystem, name, folder: posix.join(scope, spec.slice('file:'.length)).replace(/\/$/, '') }]
        : [],
    )
  })
  if (all.length === 0) return () => undefined
  const byName = all.toSorted((a, b) => b.name.length - a.name.length)
  const roots = facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : []))
  // A module within a module goes by its own file.
  const rootOf = (file: string): string | undefined =>
    roots.filter((root) => isBelow(file, root)).sort((a, b) => b.length - a.length)[0]
  return (specifier, file) => {
    const meant = byName.filter(({ name }) => specifier === name || specifier.startsWith(`${name}/`))
    return meant.length === 0
      ? undefined
      : meant.find(({ ecosystem, scope }) => (ecosystem === 'go' ? rootOf(file) === scope : isBelow(file, scope)))
  }
}

/** Whether a go.work above a file has the module of a folder built together with it. */
function usedTogether(facts: FactIndex): (folder: string, file: string) => boolean {
  const workspaces = facts.of('package').flatMap(({ ecosystem, at, members }) => {
    const scope = posix.dirname(at.file)
    const used = members.map((member) => posix.join(scope, member).replace(/\/$/, ''))
    return ecosystem === 'go-work' ? [{ scope, used: new Set(used) }] : []
  })
  return (folder, file) => workspaces.some(({ scope, used }) => isBelow(file, scope) && used.has(folder))
}
