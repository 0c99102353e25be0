import type { ConfigObjectFact, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import type { LibraryUsers } from './library-users.ts'

/**
 * The one service that compose, or a ConfigMap that a kustomization makes of files, gives a file to which lies with none:
 * whoever has its settings there takes them.
 */
export function onlyMounter(services: readonly Service[], facts: FactIndex): LibraryUsers {
  const mountersOf = mounters(services, facts)
  return (file) => {
    const found = mountersOf(file)
    return found.length === 1 ? found : []
  }
}

/**
 * The services that compose, or such a ConfigMap, gives a file to: by itself, or compose with a folder that holds nothing but
 * such files.
 */
export function mounters(services: readonly Service[], facts: FactIndex): LibraryUsers {
  const heldBy = filesOfObjects(facts)
  const known = new Map<string, Set<Service>>()
  for (const workload of facts.of('workload')) {
    const seen = [...(workload.mounts ?? []), ...workload.volumes.flatMap(heldBy)]
    const service = seen.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    if (service) for (const file of seen) known.set(file, (known.get(file) ?? new Set()).add(service))
  }
  // What people work on is no folder of settings: `.:/app`.
  const ofCode = new Set(
    (known.size === 0 ? [] : [...facts.of('package'), ...facts.of('program'), ...facts.of('base-image')]).flatMap(
      ({ at }) => foldersAbove(at.file),
    ),
  )
  return (file) => {
    if (known.size === 0 || sourceLanguage(file) !== undefined) return []
    const folder = foldersAbove(file).findLast((each) => known.has(each))
    const found = known.get(file) ?? (folder === undefined || ofCode.has(folder) ? undefined : known.get(folder))
    return found === undefined ? [] : [...found]
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
