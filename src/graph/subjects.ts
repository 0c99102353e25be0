import { posix } from 'node:path'
import type { Fact, WorkloadFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import {
  centralConfiguration,
  centralNames,
  likelyCentral,
  sharedConfiguration,
} from '../facts/spring/central-configuration.ts'
import { imageName } from '../products/image-name.ts'
import { isInfrastructureImage } from '../products/infrastructure-image.ts'
import { shortNames } from './discover/short-names.ts'
import type { Graph, Service } from './graph.ts'
import { roleCalled, rolesWithCode } from './owners/program-roles.ts'
import { plainName } from './source-folders.ts'
import { nameOfWorkload, nameStem } from './telling-names.ts'

/** The service in whose folder a file lies, the innermost one. The root counts as a folder only if nothing else does. */
export function serviceOf(graph: Pick<Graph, 'services'>, file: string): Service | undefined {
  const lookup = lookupIn(graph.services)
  const known = lookup.files.get(file)
  if (known !== undefined) return known.service
  const service = sharedConfiguration.test(file) ? undefined : holderOf(file, lookup)
  lookup.files.set(file, { service })
  return service
}

/** Whose code a file of a service is: of all roles of its program, where it is one of several that share it. */
export function servicesOf({ services }: Pick<Graph, 'services'>, file: string): readonly Service[] {
  const service = serviceOf({ services }, file)
  return service === undefined ? [] : rolesWithCode(services, service, file)
}

function holderOf(file: string, { owners, byName, parts }: Lookup): Service | undefined {
  const folder = posix.dirname(file)
  return owners.get(file) ?? configured(file, byName) ?? parts.get(folder) ?? ownerOf(folder, owners)
}

/** What a configuration server hands to a service lies in the server's folder, under the service's name. */
function configured(file: string, byName: Lookup['byName']): Service | undefined {
  if (!centralConfiguration.test(file) && !likelyCentral.test(file)) return undefined
  return centralNames(file)
    .flatMap((name) => byName.get(name) ?? [])
    .at(0)
}

/** The service whose settings a configuration server keeps in a file. */
export const configuredService = ({ services }: Pick<Graph, 'services'>, file: string): Service | undefined =>
  configured(file, lookupIn(services).byName)

/** The service that a fact speaks of: that of its workload where it has one, else that of its file. */
export function subjectOf(graph: Pick<Graph, 'services'>, facts: FactIndex, fact: Fact): Service | undefined {
  if (fact.kind === 'workload') return serviceOfWorkload(graph, fact)
  if (fact.kind === 'env-set' && fact.workload !== undefined) {
    const workload = workloadNamed(facts, fact.workload, fact.at.file)
    return workload ? serviceOfWorkload(graph, workload) : byName(graph, fact.workload)
  }
  return serviceOf(graph, fact.at.file)
}

/**
 * By the folder that its image is built from, by the image's or its own name, or by the folder its manifest lies in; of a
 * program of several roles, the one of its name.
 */
export function serviceOfWorkload(graph: Pick<Graph, 'services'>, workload: WorkloadFact): Service | undefined {
  const { workloads } = lookupIn(graph.services)
  const known = workloads.get(workload)
  if (known !== undefined) return known.service
  const program = programOfWorkload(graph, workload)
  const service = program && roleCalled(graph.services, program, workload)
  workloads.set(workload, { service })
  return service
}

function programOfWorkload(graph: Pick<Graph, 'services'>, workload: WorkloadFact): Service | undefined {
  if (workload.build) {
    const { context, dockerfile } = workload.build
    const exact = lookupIn(graph.services).byPath.get(context)
    if (exact) return exact
    // A context that takes in several services: the Dockerfile then tells which of them is meant.
    const beside = dockerfile === undefined ? undefined : serviceOf(graph, dockerfile)
    // One of several Dockerfiles in a folder, `Dockerfile.orders`, may build what lies elsewhere.
    const isOneOfSeveral = dockerfile !== undefined && posix.basename(dockerfile) !== 'Dockerfile'
    if (beside) return (isOneOfSeveral ? byName(graph, workload.name) : undefined) ?? beside
  }
  const named = byName(graph, workload.name) ?? byName(graph, nameOfWorkload(workload.name))
  if (named) return named
  for (const { role, image } of workload.containers) {
    const service = role === 'main' && image !== undefined ? byImage(graph, imageName(image)) : undefined
    if (service) return calledOtherwise(graph, workload, service) ?? service
  }
  // A database whose manifest lies with a service is not that service.
  if (workload.containers.some(({ role, image }) => role === 'main' && image && isInfrastructureImage(image)))
    return undefined
  // Nor is what a compose file beside it takes from elsewhere.
  const isTaken =
    workload.source === 'compose' && workload.build === undefined && workload.containers.some(({ image }) => image)
  const folder = isTaken ? undefined : serviceOf(graph, workload.at.file)
  if (folder !== undefined && folder.path !== '.') return folder
  return byShortName(graph, workload)
}

/** Where values were copied with another service's image, which whoever deploys it replaces: its own name tells more. */
function calledOtherwise(
  graph: Pick<Graph, 'services'>,
  { name }: WorkloadFact,
  service: Service,
): Service | undefined {
  const own = plainName(nameOfWorkload(name))
  if (own.includes(nameStem(service.name))) return undefined
  const [other, ...more] = graph.services.filter((each) => own.endsWith(nameStem(each.name)))
  return more.length === 0 ? other : undefined
}

/** Of several services by what is left of their names without what all have in common; a database has no such name. */
function byShortName(graph: Pick<Graph, 'services'>, { name, containers }: WorkloadFact): Service | undefined {
  const { short } = lookupIn(graph.services)
  const main = containers.filter(({ role }) => role === 'main')
  const names = [nameOfWorkload(name), ...main.flatMap(({ image }) => (image === undefined ? [] : [imageName(image)]))]
  return names.map((each) => short(each)).find((service) => service !== undefined) ?? calledBehind(graph, names)
}

/** As a release of a chart is called, and its image: `shop-dev-orders` of a service `orders`. */
function calledBehind({ services }: Pick<Graph, 'services'>, names: readonly string[]): Service | undefined {
  if (names.length < 2) return undefined
  const [service, ...others] = services.filter(({ name }) =>
    names.every(
      (each) => each.toLowerCase() === name.toLowerCase() || each.toLowerCase().endsWith(`-${name.toLowerCase()}`),
    ),
  )
  return others.length === 0 ? service : undefined
}

/** The workload of a name, as a fact of the same file speaks of it. */
export function workloadNamed(facts: FactIndex, name: string, file: string): WorkloadFact | undefined {
  let index = workloadIndexes.get(facts)
  if (index === undefined) {
    index = firstBy(facts.of('workload'), (workload) => workloadKey(workload.name, workload.at.file))
    workloadIndexes.set(facts, index)
  }
  return index.get(workloadKey(name, file))
}

/** Every import, address and variable asks whose it is: the answer must not depend on how many services there are. */
interface Lookup {
  readonly byPath: ReadonlyMap<string, Service>
  readonly byName: ReadonlyMap<string, Service>
  readonly short: (name: string) => Service | undefined
  /** By folders outside of the services' own that one of them alone builds on. */
  readonly parts: ReadonlyMap<string, Service>
  /** By folder, seeded with the services' own and their projects', and filled as folders below them are asked for. */
  readonly owners: Map<string, Service | undefined>
  /** By file, filled as files are asked for: each fact of a file asks, for each rule. */
  readonly files: Map<string, { readonly service: Service | undefined }>
  /** By workload, in the same way. */
  readonly workloads: WeakMap<WorkloadFact, { readonly service: Service | undefined }>
}
const lookups = new WeakMap<readonly Service[], Lookup>()
const workloadIndexes = new WeakMap<FactIndex, ReadonlyMap<string, WorkloadFact>>()

function lookupIn(services: readonly Service[]): Lookup {
  const known = lookups.get(services)
  if (known) return known
  const byPath = firstBy(services, ({ path }) => path)
  const aliases = services.flatMap((service) => (service.aliases ?? []).map((name) => [name, service] as const))
  const byName = new Map([...aliases, ...firstBy(services, ({ name }) => name.toLowerCase())])
  const parts = new Map(
    services.flatMap((service) => (service.parts ?? []).map((folder) => [folder, service] as const)),
  )
  const projects = services.flatMap((service) => (service.projects ?? []).map((folder) => [folder, service] as const))
  const lookup: Lookup = {
    byPath,
    byName,
    short: shortNames(services),
    parts,
    owners: new Map([...projects, ...byPath]),
    files: new Map(),
    workloads: new WeakMap(),
  }
  lookups.set(services, lookup)
  return lookup
}

function ownerOf(folder: string, owners: Lookup['owners']): Service | undefined {
  if (owners.has(folder)) return owners.get(folder)
  const parent = posix.dirname(folder)
  const owner = parent === folder ? undefined : ownerOf(parent, owners)
  owners.set(folder, owner)
  return owner
}

/** The service of a name, or of one of its other names. */
export const serviceNamed = (graph: Pick<Graph, 'services'>, name: string): Service | undefined =>
  byName(graph, name) ?? lookupIn(graph.services).short(name)

function byName(graph: Pick<Graph, 'services'>, name: string): Service | undefined {
  return lookupIn(graph.services).byName.get(name.toLowerCase())
}

const byImage = (graph: Pick<Graph, 'services'>, image: string): Service | undefined =>
  byName(graph, image) ?? graph.services.find((service) => service.image === image)

const workloadKey = (name: string, file: string): string => `${file}\0${name}`

function firstBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  const found = new Map<string, Item>()
  for (const item of items) {
    const key = keyOf(item)
    if (!found.has(key)) found.set(key, item)
  }
  return found
}
