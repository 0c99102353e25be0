import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { placeOf, type Service } from '../graph.ts'
import { roleCalled } from '../owners/program-roles.ts'
import { plainName } from '../source-folders.ts'
import { chartCalled, nameOfWorkload, nameStem } from '../telling-names.ts'
import { type Services, serviceCalled, serviceInShort } from './named.ts'
import { serviceAt, serviceOf } from './of-file.ts'

interface Answer {
  readonly service: Service | undefined
}
/** By the services that were asked: each rule asks for each workload. */
const known = new WeakMap<readonly Service[], WeakMap<WorkloadFact, Answer>>()

/**
 * By the folder that its image is built from, by the image's or its own name, or by the folder its manifest lies in; of a
 * program of several roles, the one of its name.
 */
export function serviceOfWorkload(graph: Services, workload: WorkloadFact): Service | undefined {
  const answers = known.get(graph.services) ?? new WeakMap<WorkloadFact, Answer>()
  known.set(graph.services, answers)
  const answer = answers.get(workload)
  if (answer !== undefined) return answer.service
  const program = programOfWorkload(graph, workload)
  const service = program && roleCalled(graph.services, program, workload)
  answers.set(workload, { service })
  return service
}

function programOfWorkload(graph: Services, workload: WorkloadFact): Service | undefined {
  if (workload.build) {
    const { context, dockerfile } = workload.build
    const exact = serviceAt(graph, context)
    if (exact) return exact
    // A context that takes in several services: the Dockerfile then tells which of them is meant.
    const beside = dockerfile === undefined ? undefined : serviceOf(graph, dockerfile)
    // One of several Dockerfiles in a folder, `Dockerfile.orders`, may build what lies elsewhere.
    const isOneOfSeveral = dockerfile !== undefined && posix.basename(dockerfile) !== 'Dockerfile'
    if (beside) return (isOneOfSeveral ? serviceCalled(graph, workload.name) : undefined) ?? beside
  }
  const named =
    serviceCalled(graph, workload.name) ??
    serviceCalled(graph, nameOfWorkload(workload.name)) ??
    serviceCalled(graph, workload.ownName ?? '') ??
    serviceCalled(graph, chartCalled(workload) ?? '')
  if (named) return named
  for (const { role, image } of workload.containers) {
    const service = role === 'main' && image !== undefined ? byImage(graph, imageName(image)) : undefined
    if (service) return calledOtherwise(graph, workload, service) ?? service
  }
  const role = byRole(graph, workload)
  if (role) return role
  // A database whose manifest lies with a service is not that service.
  if (workload.containers.some(({ role, image }) => role === 'main' && image && isInfrastructureImage(image)))
    return undefined
  // Nor is what a compose file beside it takes from elsewhere.
  const isTaken =
    workload.source === 'compose' && workload.build === undefined && workload.containers.some(({ image }) => image)
  const folder = isTaken ? undefined : serviceOf(graph, workload.at.file)
  if (folder !== undefined && folder.path !== '.' && isItsOwn(folder, workload.at.file)) return folder
  return byShortName(graph, workload)
}

/**
 * Whether a manifest lies in the folder of a service, or in one called so that it is built with, `services/geo` of `cmd/geo`. Any other
 * that it alone is built with may hold manifests of the whole system, which it hands out.
 */
function isItsOwn({ name, path, parts = [], projects = [] }: Service, file: string): boolean {
  if (file.startsWith(`${placeOf(path)}/`)) return true
  return [...parts, ...projects]
    .filter((folder) => file.startsWith(`${folder}/`))
    .some((folder) => folder.split('/').some((step) => nameStem(step) === nameStem(name)))
}

/**
 * The role of a program that a workload is called after behind the name of the whole system, as its labels or its image tell
 * that one: `shop-orders` with `app.kubernetes.io/name: shop`.
 */
function byRole({ services }: Services, { source, name, labels, containers }: WorkloadFact): Service | undefined {
  if (source !== 'kubernetes') return undefined
  const own = nameOfWorkload(name).toLowerCase()
  const images = containers.flatMap(({ role, image }) => (role === 'main' && image ? [imageName(image)] : []))
  const isSystem = (start: string): boolean =>
    Object.values(labels).some((value) => value.toLowerCase() === start) ||
    images.some((image) => image.toLowerCase().startsWith(start))
  const [role, other] = services
    .filter((each) => each.program !== undefined && own.endsWith(`-${each.name.toLowerCase()}`))
    .filter((each) => isSystem(own.slice(0, -each.name.length - 1)))
    .toSorted((a, b) => b.name.length - a.name.length)
  return role?.name.length === other?.name.length ? undefined : role
}

/** Where values were copied with another service's image, which whoever deploys it replaces: its own name tells more. */
function calledOtherwise(graph: Services, { name }: WorkloadFact, service: Service): Service | undefined {
  const own = plainName(nameOfWorkload(name))
  if (own.includes(nameStem(service.name))) return undefined
  const [other, ...more] = graph.services.filter((each) => own.endsWith(nameStem(each.name)))
  return more.length === 0 ? other : undefined
}

/** Web servers as their makers give them: what one of them does is told by files that it is given. */
const webServer = /^(?:nginx|httpd|caddy|haproxy|envoy)$/

/**
 * Of several services by what is left of their names without what all have in common; a database has no such name, and a
 * web server none that sees nothing of the service's folder.
 */
function byShortName(graph: Services, workload: WorkloadFact): Service | undefined {
  const service = calledInShort(graph, workload)
  const { source, build, containers, mounts = [] } = workload
  const isBare =
    source === 'compose' &&
    build === undefined &&
    containers.some(({ image }) => webServer.test(imageName(image ?? '')))
  const sees = mounts.some((each) => `${each}/`.startsWith(`${service?.path}/`))
  return isBare && !sees ? undefined : service
}

function calledInShort(graph: Services, { name, containers }: WorkloadFact): Service | undefined {
  const main = containers.filter(({ role }) => role === 'main')
  const names = [nameOfWorkload(name), ...main.flatMap(({ image }) => (image === undefined ? [] : [imageName(image)]))]
  return (
    names.map((each) => serviceInShort(graph, each)).find((service) => service !== undefined) ??
    calledBehind(graph, names)
  )
}

/** As a release of a chart is called, and its image: `shop-dev-orders` of a service `orders`. */
function calledBehind({ services }: Services, names: readonly string[]): Service | undefined {
  if (names.length < 2) return undefined
  const [service, ...others] = services.filter(({ name }) =>
    names.every(
      (each) => each.toLowerCase() === name.toLowerCase() || each.toLowerCase().endsWith(`-${name.toLowerCase()}`),
    ),
  )
  return others.length === 0 ? service : undefined
}

/** What runs the plain image of a web server may be anybody, unless a service has that very name. */
function byImage(graph: Services, image: string): Service | undefined {
  const service = serviceCalled(graph, image) ?? graph.services.find((each) => each.image === image)
  return webServer.test(image) && service?.name.toLowerCase() !== image.toLowerCase() ? undefined : service
}
