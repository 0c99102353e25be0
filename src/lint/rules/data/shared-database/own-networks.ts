import { posix } from 'node:path'
import type { FactIndex } from '../../../../facts/fact-index.ts'

/**
 * Tells hosts of one name apart that compose files of different folders each start for themselves: every such folder is a
 * project with a network of its own. Empty for a host that is seen elsewhere.
 */
export function ownNetworks(facts: FactIndex): (file: string, host: string) => string {
  const started = new Map<string, Set<string>>()
  const files = new Set<string>()
  for (const { source, at, name } of facts.of('workload')) {
    if (source !== 'compose') continue
    files.add(at.file)
    const host = name.toLowerCase()
    started.set(host, (started.get(host) ?? new Set()).add(posix.dirname(at.file)))
  }
  return (file, host) => {
    const folder = posix.dirname(file)
    const folders = started.get(host.toLowerCase())
    return files.has(file) && folders !== undefined && folders.size > 1 && folders.has(folder) ? folder : ''
  }
}
