import type { FactIndex } from '../../facts/fact-index.ts'
import { importResolver } from './index.ts'

/**
 * Every file that a changed file is imported into, at first or at second hand, with the changed file that it reaches.
 * Known are the files of which facts tell, and the changed ones: no other file can stand between them.
 */
export function importersOf(changedFiles: readonly string[], facts: FactIndex): Map<string, string> {
  const files = new Set([...changedFiles, ...facts.all.map(({ at }) => at.file)])
  const resolve = importResolver([...files], facts)
  const importers = new Map<string, string[]>()
  for (const fact of facts.of('import')) {
    const target = resolve(fact)
    if (target.kind !== 'file') continue
    const known = importers.get(target.file)
    if (known) known.push(fact.at.file)
    else importers.set(target.file, [fact.at.file])
  }
  const origin = new Map<string, string>()
  const queue = changedFiles.map((file) => ({ file, changed: file }))
  for (let index = 0; index < queue.length; index++) {
    const { file = '', changed = '' } = queue[index] ?? {}
    for (const importer of importers.get(file) ?? []) {
      if (origin.has(importer)) continue
      origin.set(importer, changed)
      queue.push({ file: importer, changed })
    }
  }
  return origin
}
