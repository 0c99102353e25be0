import { posix } from 'node:path'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { isLocal } from '../../../../graph/hosts/index.ts'
import { isTestFile } from '../../../../graph/test-file.ts'

/**
 * Tells hosts of one name apart that compose files of different folders each start for themselves, or that nothing starts
 * that is here: every such folder is a project with a network of its own. Empty for a host that is seen elsewhere.
 */
export function ownNetworks(facts: FactIndex): (file: string, host: string) => string {
  const started = new Map<string, Set<string>>()
  const files = new Set<string>()
  const built = new Map<string, Set<string>>()
  for (const { source, at, name, build } of facts.of('workload')) {
    if (source === 'kubernetes') started.set(name.toLowerCase(), started.get(name.toLowerCase()) ?? new Set())
    if (source !== 'compose') continue
    files.add(at.file)
    // A system for tests only is another one, which nobody's code and files of settings speak of.
    if (isTestFile(at.file)) continue
    const host = name.toLowerCase()
    const project = posix.dirname(at.file)
    if (build) built.set(project, (built.get(project) ?? new Set()).add(host))
    started.set(host, (started.get(host) ?? new Set()).add(posix.dirname(at.file)))
  }
  // Others may know it by another name: `container_name: shop-db`.
  for (const { source, at, name } of facts.of('network-name')) {
    const host = name.toLowerCase()
    if (source === 'compose' && !isTestFile(at.file))
      started.set(host, (started.get(host) ?? new Set()).add(posix.dirname(at.file)))
  }
  return (file, host) => {
    if (!files.has(file)) return ''
    const folder = posix.dirname(file)
    // One system, made twice: whoever runs both on one machine gives each what it needs.
    if (isLocal(host) && hasTwin(folder, built)) return folder
    const folders = started.get(host.toLowerCase())
    if (folders === undefined) return host.includes('.') ? '' : folder
    return folders.size > 1 && folders.has(folder) ? folder : ''
  }
}

/** Whether another project of compose, apart from this one, builds most of the same services: the same system in another language. */
function hasTwin(project: string, built: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const own = [...(built.get(project) ?? [])]
  const isApart = (other: string): boolean =>
    ![project, other].includes('.') && !other.startsWith(`${project}/`) && !project.startsWith(`${other}/`)
  return [...built].some(([other, names]) => {
    if (other === project || !isApart(other)) return false
    const common = own.filter((name) => names.has(name)).length
    return common > 1 && common * 2 > own.length
  })
}
