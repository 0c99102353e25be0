import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isCentral } from '../../facts/spring/central-configuration.ts'
import { imageName } from '../../products/image-name.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects.ts'
import { nameOfWorkload } from '../telling-names.ts'

/** Folders that say what lies in them, and not whose it is. */
const vague = /^(?:app|application|api|backend|server|service|src|main|web)$/i

/**
 * The other names of each service: one has its name from a compose file, another one in Kubernetes, and the folder, the
 * image and discovery know it by a third. A name that two could have is nobody's.
 */
export function withAliases(services: readonly Service[], facts: FactIndex): readonly Service[] {
  const takers = new Map<string, Set<Service>>()
  const add = (name: string | undefined, service: Service | undefined): void => {
    if (name === undefined || service === undefined) return
    const key = name.toLowerCase()
    takers.set(key, (takers.get(key) ?? new Set()).add(service))
  }
  for (const service of services) {
    const folder = posix.basename(service.path)
    if (!vague.test(folder) && folder !== '.') add(folder, service)
  }
  for (const { at, source, name } of facts.of('network-name')) {
    if (source === 'discovery' && !isCentral(at.file)) add(name, serviceOf({ services }, at.file))
  }
  for (const { build, name, containers } of facts.of('workload')) {
    if (build === undefined) continue
    // A context that takes in all services: the Dockerfile tells which of them is built.
    const folders = [build.context, ...(build.dockerfile === undefined ? [] : [posix.dirname(build.dockerfile)])]
    const service = services.find(({ path }) => folders.includes(path))
    add(nameOfWorkload(name), service)
    for (const { image } of containers) if (image) add(imageName(image), service)
  }
  const names = new Set(services.map(({ name }) => name.toLowerCase()))
  const aliases = new Map<Service, string[]>()
  for (const [name, [service, ...others]] of takers) {
    if (service && others.length === 0 && !names.has(name))
      aliases.set(service, [...(aliases.get(service) ?? []), name])
  }
  return services.map((service) => {
    const known = aliases.get(service)
    return known ? { ...service, aliases: known.sort() } : service
  })
}
