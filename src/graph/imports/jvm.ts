import { posix } from 'node:path'
import { foldersAbove } from '../folders-above.ts'
import { type ProjectDependency, projectDependencies } from './projects.ts'
import type { MakeResolver, ResolvedImport } from './resolver.ts'

/** `a/src/main/java/org/shop/Cart.java` is the class `org.shop.Cart` of the module `a`; builds name further source sets. */
const sourceFile = /^(.*?)(?:src\/[\w-]+|main|test|integrationTest|testFixtures)\/(?:java|kotlin)\/(.+)\.(?:java|kt)$/

interface Source {
  readonly module: string
  readonly file: string
}

/**
 * Classes of Java and Kotlin by their full names. Where several modules have one of the same name, the importer's own. A
 * class of a module that the importer's is not built with is generated, or comes from elsewhere.
 */
export const jvm: MakeResolver = (files, facts) => {
  const manifest = /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/
  const told = new Set(files.filter((file) => manifest.test(file)).map((file) => posix.dirname(file)))
  const isBuiltWith = builds(told, projectDependencies(files, facts))
  const classes = new Map<string, Source[]>()
  const packages = new Map<string, Source[]>()
  for (const file of files) {
    const [, module = '', path] = sourceFile.exec(file) ?? []
    if (path === undefined) continue
    add(classes, path.replaceAll('/', '.'), { module, file })
    add(packages, posix.dirname(path).replaceAll('/', '.'), { module, file })
  }
  const resolve = (specifier: string, own: string | undefined): ResolvedImport => {
    const pick = (sources: readonly Source[] | undefined): Source | 'several' | undefined => {
      const mine = sources?.find(({ module }) => module === own)
      if (mine || sources === undefined) return mine
      return new Set(sources.map(({ module }) => module)).size === 1 ? sources[0] : 'several'
    }
    const isAll = specifier.endsWith('.*')
    const name = specifier.replace(/\.\*$/, '')
    // Nested classes and static members stand behind the class that has the file; functions of Kotlin in a package.
    const parts = name.split('.')
    const outer = parts.slice(0, -1).join('.')
    const found =
      pick(classes.get(name)) ??
      pick(classes.get(outer)) ??
      pick(classes.get(parts.slice(0, -2).join('.'))) ??
      pick(packages.get(isAll ? name : outer))
    if (found === undefined) return { kind: 'package', name }
    if (found === 'several' || !isBuiltWith(own, found.module)) return { kind: 'unresolved' }
    return { kind: 'file', file: found.file }
  }
  // Files of one module import the same again and again, and what a file imports stands together.
  const known = new Map<string, ResolvedImport>()
  let last: { readonly file: string; readonly own: string | undefined } | undefined
  return ({ specifier, at: { file } }) => {
    // What lies in no source set is not even compiled; it belongs to the module around it.
    if (last?.file !== file)
      last = { file, own: sourceFile.exec(file)?.[1] ?? foldersAbove(file).findLast((folder) => told.has(folder)) }
    const key = `${last.own ?? '\0'}\0${specifier}`
    const resolved = known.get(key) ?? resolve(specifier, last.own)
    known.set(key, resolved)
    return resolved
  }
}

/** Whether a module is built with another, at first or at second hand; where no manifest tells, it may be. */
function builds(
  told: ReadonlySet<string>,
  next: ReadonlyMap<string, readonly ProjectDependency[]>,
): (module: string | undefined, other: string) => boolean {
  const reached = new Map<string, ReadonlySet<string>>()
  const reach = (folder: string): ReadonlySet<string> => {
    const known = reached.get(folder)
    if (known) return known
    const found = new Set<string>()
    reached.set(folder, found)
    // What stands in a manifest further up may hold for all modules below it.
    const queue = ['.', ...foldersAbove(folder), folder]
    for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
      if (found.has(each)) continue
      found.add(each)
      queue.push(...(next.get(each) ?? []).map((dependency) => dependency.folder))
    }
    return found
  }
  return (module, other) => {
    const [from, to] = [module, other].map((path) => path?.replace(/\/$/, ''))
    return from === undefined || to === undefined || !told.has(from) || !told.has(to) || reach(from).has(to)
  }
}

function add(map: Map<string, Source[]>, name: string, source: Source): void {
  const known = map.get(name)
  if (known) known.push(source)
  else map.set(name, [source])
}
