import type { FactIndex } from '../../facts/fact-index.ts'
import { sourceLanguage } from '../../facts/source-language.ts'
import type { Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import type { LibraryUsers } from './library-users.ts'

/** The one service that compose gives a file to which lies with none: whoever has its settings there takes them. */
export function onlyMounter(services: readonly Service[], facts: FactIndex): LibraryUsers {
  const mounters = new Map<string, Set<Service>>()
  for (const workload of facts.of('workload')) {
    const service = workload.mounts === undefined ? undefined : serviceOfWorkload({ services }, workload)
    for (const mount of service ? (workload.mounts ?? []) : [])
      if (service) mounters.set(mount, (mounters.get(mount) ?? new Set()).add(service))
  }
  return (file) => {
    const found = sourceLanguage(file) === undefined ? mounters.get(file) : undefined
    return found?.size === 1 ? [...found] : []
  }
}
