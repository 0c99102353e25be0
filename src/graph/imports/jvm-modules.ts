import { posix } from 'node:path'
import type { PackageFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isConvention } from '../../facts/gradle/convention.ts'
import { foldersAbove } from '../folders-above.ts'
import type { ImportResolver } from './resolver.ts'

/** The modules of the builds of Maven and Gradle, by their folders. */
export interface JvmModules {
  /** All that declare what a module is built with: a folder may have one for each tool. */
  readonly manifests: ReadonlyMap<string, readonly PackageFact[]>
  /** The folder of the module that a manifest calls so. */
  readonly named: ReadonlyMap<string, string>
  /** Folders of the modules that each names by their place. */
  readonly links: ReadonlyMap<string, readonly string[]>
}

/** Joins the manifests of the JVM: who names whom by coordinates, as in Maven, and by place, as in Gradle. */
export function jvmModules(facts: FactIndex, resolve: ImportResolver): JvmModules {
  const manifests = new Map<string, PackageFact[]>()
  const named = new Map<string, string>()
  for (const fact of facts.of('package')) {
    if (fact.ecosystem !== 'maven' && fact.ecosystem !== 'gradle') continue
    const folder = posix.dirname(fact.at.file)
    append(manifests, folder, fact)
    if (fact.name) named.set(fact.name, folder)
  }
  const links = new Map<string, string[]>()
  for (const fact of facts.of('import')) {
    const target = fact.language === 'gradle' ? resolve(fact) : undefined
    if (target?.kind === 'file') append(links, posix.dirname(fact.at.file), posix.dirname(target.file))
  }
  return { manifests, named, links }
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** What a module is built with: names as its manifests have them, and folders of modules, its own among them. */
export interface BuiltWith {
  readonly names: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
}

/**
 * All that a module is built with by its manifests: its own, those further up or that it inherits from, and those of modules that it names;
 * undefined where it has none.
 */
export function builtWith(path: string, { manifests, named, links }: JvmModules): BuiltWith | undefined {
  if (!manifests.has(path)) return undefined
  const names = new Set<string>()
  // Which plugins of the build's own a module applies is not looked at.
  const conventions = [...manifests].flatMap(([folder, [first]]) =>
    first !== undefined && isConvention(first.at.file) ? [folder] : [],
  )
  const folders = new Set([path, '.', ...foldersAbove(path), ...conventions])
  // A set tells of what is added while it is walked.
  for (const folder of folders) {
    for (const { name, dev, optional } of (manifests.get(folder) ?? []).flatMap(({ dependencies }) => dependencies)) {
      // What is optional to a module is not handed on to those that are built with it.
      if (dev || (optional && folder !== path)) continue
      names.add(name)
      const module = named.get(name)
      if (module !== undefined) folders.add(module)
    }
    for (const { parent } of manifests.get(folder) ?? []) if (parent) folders.add(parent.folder)
    for (const module of links.get(folder) ?? []) folders.add(module)
  }
  return { names, folders }
}
