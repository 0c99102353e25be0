import type { ConfigObjectFact, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import type { Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import type { LibraryUsers } from './library-users.ts'

/**
 * The one service that compose, or a ConfigMap that a kustomization makes of files, gives a file to which lies with none:
 * whoever has its settings there takes them.
 */
export function onlyMounter(services: readonly Service[], facts: FactIndex): LibraryUsers {
  const heldBy = filesOfObjects(facts)
  const mounters = new Map<string, Set<Service>>()
  for (const workload of facts.of('workload')) {
    const seen = [...(workload.mounts ?? []), ...workload.volumes.flatMap(heldBy)]
    const service = seen.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    if (service) for (const file of seen) mounters.set(file, (mounters.get(file) ?? new Set()).add(service))
  }
  return (file) => {
    const found = sourceLanguage(file) === undefined ? mounters.get(file) : undefined
    return found?.size === 1 ? [...found] : []
  }
}

/** Files that a volume shows, where a kustomization makes its ConfigMap of them. */
function filesOfObjects(facts: FactIndex): (volume: WorkloadFact['volumes'][number]) => readonly string[] {
  const held = new Map<string, NonNullable<ConfigObjectFact['files']>[number][]>()
  for (const { source, name, files } of facts.of('config-object'))
    if (source === 'config-map' && files !== undefined) held.set(name, [...(held.get(name) ?? []), ...files])
  return ({ source, object, keys }) =>
    source !== 'config-map'
      ? []
      : (held.get(object) ?? []).flatMap(({ key, path }) => (keys === undefined || keys.includes(key) ? [path] : []))
}
