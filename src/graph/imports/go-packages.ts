import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isTestFile } from '../test-file.ts'
import type { ImportResolver } from './resolver.ts'

/** By the folder of each package of Go: the folders of those of this repository that it imports. */
export function reachedFolders(facts: FactIndex, resolve: ImportResolver): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>()
  for (const fact of facts.of('import')) {
    if (fact.language !== 'go' || isTestFile(fact.at.file)) continue
    const target = resolve(fact)
    // A package that is not there (generated, and in no repository) is known by its module alone.
    if (target.kind !== 'file' || !target.file.endsWith('.go')) continue
    const folder = posix.dirname(fact.at.file)
    reached.set(folder, (reached.get(folder) ?? new Set()).add(posix.dirname(target.file)))
  }
  return reached
}
