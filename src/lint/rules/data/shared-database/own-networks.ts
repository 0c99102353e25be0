import { posix } from 'node:path'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { isTestFile } from '../../../../graph/test-file.ts'

/**
 * Tells hosts of one name apart that compose files of different folders each start for themselves, or that nothing starts
 * that is here: every such folder is a project with a network of its own. Empty for a host that is seen elsewhere.
 */
export function ownNetworks(facts: FactIndex): (file: string, host: string) => string {
  const started = new Map<string, Set<string>>()
  const files = new Set<string>()
  for (const { source, at, name } of facts.of('workload')) {
    if (source === 'kubernetes') started.set(name.toLowerCase(), started.get(name.toLowerCase()) ?? new Set())
    if (source !== 'compose') continue
    files.add(at.file)
    // A system for tests only is another one, which nobody's code and files of settings speak of.
    if (isTestFile(at.file)) continue
    const host = name.toLowerCase()
    started.set(host, (started.get(host) ?? new Set()).add(posix.dirname(at.file)))
  }
  return (file, host) => {
    if (!files.has(file)) return ''
    const folder = posix.dirname(file)
    const folders = started.get(host.toLowerCase())
    if (folders === undefined) return host.includes('.') ? '' : folder
    return folders.size > 1 && folders.has(folder) ? folder : ''
  }
}
