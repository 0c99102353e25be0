import { posix } from 'node:path'
import type { At, NetworkNameFact, WorkloadFact } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { protocolOf, protocolOfPort, storeKind } from '../products/protocols.ts'
import type { Resource, Service } from './graph.ts'
import { workloadSelector } from './owners/selected-workload.ts'
import { portVariable } from './settings/port-variable.ts'
import { serviceOf, serviceOfWorkload, workloadNamed } from './subjects.ts'
import { isTestFile } from './test-file.ts'

/** Who answers at a host. */
export type Host =
  | { readonly kind: 'service'; readonly service: Service; readonly protocol?: 'grpc' }
  | { readonly kind: 'resource'; readonly type: Resource['kind']; readonly protocol?: string; readonly name?: string }

/** Where frameworks of the JVM answer that are told of no other port. */
const usualPort = 8080
const ofJvm = new Set(['java', 'kotlin', 'scala', 'groovy'])
/** Where most machines have something that answers. */
const everybodysPorts: ReadonlySet<number> = new Set([80, 443, usualPort])
/** The machine of a developer, or the one that their containers run on, by its number. */
const privateMachine = /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}$/
/** What no name of the Internet ends in: a namespace that nothing here makes, as `orders.shop-dev` has it. */
const noDomain = /^default$|^(?!xn--)[a-z\d]+-[a-z\d-]+$/
/** The machine that a container runs on, as Docker calls it today, and as it once did. */
const hostOfDocker = /^(?:host\.docker\.internal|docker\.for\.(?:mac|win)\.(?:host\.internal|localhost))$/i
const loopback = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?)$/

/** Whether a host is the very machine, or container, that asks. */
export const isLoopback = (host: string): boolean => loopback.test(host.toLowerCase())

/** Whether a host is this very machine, as seen by what runs on it or in a container of it. */
export const isLocal = (host: string): boolean => isLoopback(host) || hostOfDocker.test(host)

/**
 * Finds who is behind a host name: names of services, of compose services and their aliases, and of Kubernetes Services
 * (`name`, `name.namespace`, `name.namespace.svc.cluster.local`). A name on this machine is told by its port.
 */
export function hostFinder(
  services: readonly Service[],
  facts: FactIndex,
): (host: string, port: number | undefined) => Host | undefined {
  const workloads = facts.of('workload')
  const hosts = new Map<string, Host>()
  const add = (name: string, host: Host): void => {
    if (!hosts.has(name.toLowerCase())) hosts.set(name.toLowerCase(), host)
  }
  for (const service of services) add(service.name, { kind: 'service', service })
  const select = workloadSelector(workloads)
  const whole = completed(workloads)
  const grpc = new Set<string>()
  // What a container is called besides is nobody's who has that for a name.
  const isBesides = ({ source, workload, name }: NetworkNameFact): boolean => source === 'compose' && workload !== name
  for (const fact of facts.of('network-name').toSorted((a, b) => Number(isBesides(a)) - Number(isBesides(b)))) {
    if (fact.source === 'discovery') {
      const service = serviceOf({ services }, fact.at.file)
      if (service) add(fact.name, { kind: 'service', service })
      continue
    }
    const workload =
      fact.workload === undefined ? select(fact) : whole(workloadNamed(facts, fact.workload, fact.at.file))
    const host = workload ? whoRuns(workload, services) : undefined
    // Compose has many names for one thing.
    if (host && workload)
      add(fact.name, fact.source === 'compose' && host.kind === 'resource' ? { ...host, name: workload.name } : host)
    for (const { name, by } of fact.overlaid ?? []) {
      const laid = overlaidHost(by, host, services)
      if (laid) add(name, laid)
    }
    const names = [fact.name, ...(fact.overlaid ?? []).map(({ name }) => name)]
    for (const { port } of fact.ports.filter(({ protocol }) => protocol === 'grpc'))
      for (const name of names) grpc.add(`${name.toLowerCase()}:${port}`)
  }
  for (const service of services) for (const name of service.aliases ?? []) add(name, { kind: 'service', service })
  const namespaces = new Set([...workloads, ...facts.of('kustomization')].flatMap(({ namespace }) => namespace ?? []))
  const ports = localPorts(services, facts)
  // At the usual port of a machine that is told by its number alone, anybody may answer.
  const saidPorts = localPorts(services, facts, { onlySaid: true })

  return (host, port) => {
    const name = host.toLowerCase()
    const isPrivate = privateMachine.test(name)
    if (isPrivate && port !== undefined && everybodysPorts.has(port)) return undefined
    if (isPrivate || isLocal(name)) return port === undefined ? undefined : (isPrivate ? saidPorts : ports).get(port)
    const [first = '', namespace = '', ...rest] = name.split('.')
    const isCluster =
      rest[0] === 'svc' ||
      (rest.length === 0 && (namespace === 'svc' || namespaces.has(namespace) || noDomain.test(namespace)))
    const found = hosts.get(name) ?? (isCluster ? hosts.get(first) : undefined)
    const isGrpc = found?.kind === 'service' && grpc.has(`${first}:${port}`)
    return isGrpc ? { ...found, protocol: 'grpc' } : found
  }
}

/** Who has a name that a kustomization makes: what its base runs, or the service that lays a name of its own over a base of many. */
function overlaidHost(by: string, host: Host | undefined, services: readonly Service[]): Host | undefined {
  const service = host?.kind === 'resource' ? undefined : serviceOf({ services }, by)
  return service === undefined || service.path === '.' ? host : { kind: 'service', service }
}

/** A file of compose that is laid over another names what runs there, and not always says what it is. */
function completed(
  workloads: readonly WorkloadFact[],
): (workload: WorkloadFact | undefined) => WorkloadFact | undefined {
  const keyOf = ({ at, name }: WorkloadFact): string => `${posix.dirname(at.file)}\0${name}`
  const complete = new Map(
    workloads.flatMap((each) => (each.source === 'compose' && !each.partial ? [[keyOf(each), each] as const] : [])),
  )
  return (workload) =>
    workload?.partial && workload.source === 'compose' ? (complete.get(keyOf(workload)) ?? workload) : workload
}

/** What a workload runs: a service of ours, or a store or broker. */
export function whoRuns(workload: WorkloadFact, services: readonly Service[]): Host | undefined {
  const service = serviceOfWorkload({ services }, workload)
  if (service) return { kind: 'service', service }
  const images = workload.containers.flatMap(({ image }) => (image ? [image] : []))
  // An image of one's own tells it by its port: `shop/orders-db` at 5432.
  const ports = workload.containers.flatMap((each) =>
    each.ports.flatMap(({ container }) => protocolOfPort(container) ?? []),
  )
  const own = /(?:^|[-_.])(?:db|database)\d*$/i.test(workload.name) ? [...ports, 'sql'] : []
  const names = [...images, workload.name, ...own]
  const name = names.find((each) => storeKind(each) !== undefined)
  const type = name === undefined ? undefined : storeKind(name)
  const protocol = name === undefined ? undefined : protocolOf(name)
  return type ? { kind: 'resource', type, ...(protocol === undefined ? {} : { protocol }) } : undefined
}

/**
 * Ports that exactly one service has on the machine it is developed on: those that the catalog and compose give, and
 * where they give a port to nobody those that code, settings and files of variables open. `onlySaid`: not those that a framework has by default.
 */
function localPorts(
  services: readonly Service[],
  facts: FactIndex,
  { onlySaid } = { onlySaid: false },
): Map<number, Host> {
  const claims = new Map<number, Set<Service>>()
  const claim = (port: number, service: Service): void => {
    claims.set(port, (claims.get(port) ?? new Set()).add(service))
  }
  for (const service of services) if (service.port !== undefined) claim(service.port, service)
  for (const workload of facts.of('workload')) {
    const service = workload.source === 'compose' ? serviceOfWorkload({ services }, workload) : undefined
    for (const { ports } of service ? workload.containers : []) {
      for (const { host } of ports) if (host !== undefined && service) claim(host, service)
    }
  }
  const given = new Set(claims.keys())
  const told = new Set<Service>()
  for (const { at, port } of [...facts.of('listen'), ...portsInEnvFiles(facts)]) {
    const service = port === undefined || isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
    if (service === undefined || port === undefined) continue
    told.add(service)
    if (!given.has(port)) claim(port, service)
  }
  for (const { at, language } of onlySaid ? [] : facts.of('program')) {
    const service = ofJvm.has(language) ? serviceOf({ services }, at.file) : undefined
    if (service && !told.has(service) && !given.has(usualPort)) claim(usualPort, service)
  }
  const found = new Map<number, Host>(
    [...claims].flatMap(([port, [service, ...others]]) =>
      service && others.length === 0 ? [[port, { kind: 'service', service }] as const] : [],
    ),
  )
  // Stores that compose runs for a developer answer there as well.
  for (const workload of facts.of('workload')) {
    const host = workload.source === 'compose' ? whoRuns(workload, services) : undefined
    for (const { ports } of host?.kind === 'resource' ? workload.containers : []) {
      for (const { host: port } of ports) if (host && port !== undefined && !claims.has(port)) found.set(port, host)
    }
  }
  return found
}

const envFile = /(?:^|\/)\.env(?:\.[\w.-]+)?$|\.env$/

/** `PORT=3500` in the file of variables of a service: where it answers on the machine of a developer. */
function portsInEnvFiles(facts: FactIndex): { readonly at: At; readonly port: number }[] {
  return facts.of('env-set').flatMap(({ at, name, value = '', workload }) => {
    const isPort = workload === undefined && portVariable.test(name) && /^\d{2,5}$/.test(value)
    return isPort && envFile.test(at.file) ? [{ at, port: Number(value) }] : []
  })
}
