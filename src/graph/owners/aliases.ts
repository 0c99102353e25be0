import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isCentral } from '../../facts/spring/central-configuration.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { makerOf } from '../../products/makers.ts'
import { commonWords } from '../discover/common-words.ts'
import { imageBuilds } from '../discover/image-builds.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
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
  const byName = new Map<string, Service>()
  for (const service of services) {
    const [name, folder] = [service.name.toLowerCase(), posix.basename(service.path)]
    if (!byName.has(name)) byName.set(name, service)
    if (!vague.test(folder) && folder !== '.') add(folder, service)
  }
  for (const { at, source, name } of facts.of('network-name')) {
    if (source === 'discovery' && !isCentral(at.file)) add(name, serviceOf({ services }, at.file))
  }
  // `Shop.Orders.Api.csproj`, which discovery knows as `shop-orders-api`.
  for (const { ecosystem, starts, at } of facts.of('package')) {
    const project = posix.basename(at.file).replace(/\.\w+proj$/, '')
    const service = ecosystem === 'nuget' && starts ? serviceOf({ services }, at.file) : undefined
    if (service?.path === posix.dirname(at.file)) add(project.replaceAll('.', '-'), service)
  }
  for (const { build, name, containers } of facts.of('workload')) {
    if (build === undefined) {
      // What runs under the service's name runs its image, which another file may run under another name.
      const named = byName.get(nameOfWorkload(name).toLowerCase())
      const main = containers.filter(({ role, image }) => role === 'main' && image && !isInfrastructureImage(image))
      for (const { image } of named ? main : []) add(imageName(image ?? ''), named)
      continue
    }
    // A context that takes in all services: the Dockerfile tells which of them is built.
    const folders = [build.context, ...(build.dockerfile === undefined ? [] : [posix.dirname(build.dockerfile)])]
    const service = services.find(({ path }) => folders.includes(path))
    add(nameOfWorkload(name), service)
    for (const { image } of containers) if (image) add(imageName(image), service)
  }
  for (const { image, dockerfile } of imageBuilds(facts)) add(image, serviceOf({ services }, dockerfile))
  for (const [rest, name] of deployedNames(facts)) {
    const known = takers.get(rest)
    if (known?.size === 1) add(name, [...known][0])
  }
  for (const [rest, image] of ownImages(facts)) {
    const folders = services.map((service) => ({ service, folder: posix.basename(service.path).toLowerCase() }))
    const own = folders.filter(({ folder }) => folder === rest)
    // `shop_orders` lies in `web_orders`, where nothing else is called so.
    const [found, ...others] =
      own.length > 0
        ? own
        : folders.filter(({ folder }) => /[-_]/.test(folder.at(-rest.length - 1) ?? '') && folder.endsWith(rest))
    if (others.length === 0) add(image, found?.service)
  }
  const aliases = new Map<Service, string[]>()
  for (const [name, [service, ...others]] of takers) {
    if (service && others.length === 0 && !byName.has(name))
      aliases.set(service, [...(aliases.get(service) ?? []), name])
  }
  return services.map((service) => {
    const known = aliases.get(service)
    const all = [...new Set([...(service.aliases ?? []), ...(known ?? [])])]
    return all.length > 0 ? { ...service, aliases: all.sort() } : service
  })
}

/** Names of what Kubernetes runs, by what is left of them without the beginning that all have in common: `shop-orders`. */
function deployedNames(facts: FactIndex): Map<string, string> {
  const names = facts
    .of('workload')
    .filter(({ source, partial, type }) => source === 'kubernetes' && !partial && !/Job$/.test(type))
    .map(({ name }) => nameOfWorkload(name))
  return withoutStart(names)
}

/** Images that are run, by what is left of their names without the beginning that all have in common: `shop-orders`. */
function ownImages(facts: FactIndex): Map<string, string> {
  const images = facts
    .of('workload')
    .flatMap(({ containers }) => containers.flatMap(({ role, image }) => (role === 'main' && image ? [image] : [])))
  const makers = new Map<string, string[]>()
  for (const image of images.filter((each) => !isInfrastructureImage(each))) {
    const maker = makerOf(image) ?? ''
    makers.set(maker, [...(makers.get(maker) ?? []), imageName(image)])
  }
  return new Map([...makers.values()].flatMap((names) => [...withoutStart(names)]))
}

/** Names by what is left of them without the words that all begin with, where that says something. */
function withoutStart(all: readonly string[]): Map<string, string> {
  const names = [...new Set(all)]
  const start = commonWords(names)
  return new Map(names.length > 2 && start !== '' ? names.map((name) => [name.slice(start.length), name]) : [])
}
