import { posix } from 'node:path'
import type { PackageFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'

/** What a package is built with to run, by its manifest and by those whose settings it takes over: parents of Maven. */
export function runtimeDependencies(facts: FactIndex): (fact: PackageFact) => PackageFact['dependencies'] {
  const byFolder = new Map(
    facts
      .of('package')
      .flatMap((fact) => (fact.ecosystem === 'maven' ? [[posix.dirname(fact.at.file), fact] as const] : [])),
  )
  const ofAll = (fact: PackageFact, below: ReadonlySet<PackageFact>): PackageFact['dependencies'] => {
    const parent = fact.parent === undefined ? undefined : byFolder.get(fact.parent.folder)
    const own = fact.dependencies.filter(({ dev }) => !dev)
    return parent === undefined || below.has(parent) ? own : [...own, ...ofAll(parent, new Set([...below, parent]))]
  }
  return (fact) => ofAll(fact, new Set([fact]))
}
