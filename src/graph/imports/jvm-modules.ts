import { posix } from 'node:path'
import type { PackageFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
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
