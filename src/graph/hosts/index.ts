import { posix } from 'node:path'
import { isMachineNumber } from '../../facts/address/host-name.ts'
import type { NetworkNameFact, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { present } from '../../facts/present.ts'
import { storeKind } from '../../products/protocols.ts'
import type { Service } from '../graph.ts'
import { workloadSelector } from '../owners/selected-workload.ts'
import { workloadNamed } from '../subjects/of-fact.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { frontsByName } from './fronts.ts'
import { localPorts } from './local-ports.ts'
import { oneStore } from './one-store.ts'
import { publicNames } from './public-names.ts'
import { type Host, whoRuns } from './who-runs.ts'

/** Where most machines have something that answers. */
const everybodysPorts: ReadonlySet<number> = new Set([80, 443, 8080])
/** The machine of a developer, or the one that their containers run on, by its number. */
const privateMachine = /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}$/
/** What no name of the Internet ends in: a namespace that nothing here makes, as `orders.shop-dev` has it. */
const noDomain = /^default$|^(?!xn--)[a-z\d]+-[a-z\d-]+$/
/** The machine that a container runs on, as Docker calls it today, and as it once did. */
const hostOfDocker = /^(?:host\.docker\.internal|docker\.for\.(?:mac|win)\.(?:host\.internal|localhost))$/i
const loopback = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?)$/

/** Whether a host is a machine of somebody's own network, told by its number. */
export const isOwnNetwork = (host: string): boolean => privateMachine.test(host)

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
  const isOne = oneStore(workloads, services, facts)
  // Compose has many names for one thing.
  const nameOf = ({ source }: NetworkNameFact, workload: WorkloadFact): { name?: string } =>
    present({ name: isOne(workload) ?? (source === 'compose' ? workload.name : undefined) })
  const grpc = new Set<string>()
  const { isOfOther, shared } = ownersByCompose(services, workloads)
  // What a container is called besides is nobody's who has that for a name.
  const isBesides = ({ source, workload, name }: NetworkNameFact): boolean => source === 'compose' && workload !== name
  // Of two that are called alike, the variant that discovery knows is looked up by the name, and not the one that runs alone.
  const registered = new Set(facts.of('network-name').flatMap((each) => (each.isRegistered ? [each.name] : [])))
  for (const fact of facts.of('network-name').toSorted((a, b) => Number(isBesides(a)) - Number(isBesides(b)))) {
    if (fact.source === 'discovery') {
      const isVariant = fact.isRegistered !== true && registered.has(fact.name)
      const service = isVariant ? undefined : serviceOf({ services }, fact.at.file)
      if (service) add(fact.name, { kind: 'service', service })
      continue
    }
    const workload =
      fact.workload === undefined ? select(fact) : whole(workloadNamed(facts, fact.workload, fact.at.file))
    const host = workload ? whoRuns(workload, services, facts) : undefined
    const isOwn = fact.source === 'compose' && !isBesides(fact)
    if (isOwn && host?.kind === 'service' && isOfOther(fact.name, host.service, fact.at.file)) continue
    if (host && workload) add(fact.name, host.kind === 'resource' ? { ...host, ...nameOf(fact, workload) } : host)
    for (const { name, by } of fact.overlaid ?? []) {
      const laid = overlaidHost(by, host, services)
      if (laid) add(name, laid)
    }
    const names = [fact.name, ...(fact.overlaid ?? []).map(({ name }) => name)]
    for (const { port } of fact.ports.filter(({ protocol }) => protocol === 'grpc'))
      for (const name of names) grpc.add(`${name.toLowerCase()}:${port}`)
  }
  const nodePorts = portsOfNodes(facts, (name) => hosts.get(name.toLowerCase()))
  for (const name of shared) hosts.delete(name)
  // A folder may be called after what its program works with: `trigger/minio` is nobody's `minio:9000`.
  for (const service of services)
    for (const name of service.aliases ?? []) if (storeKind(name) === undefined) add(name, { kind: 'service', service })
  const fronts = frontsByName(facts, services, (name) => hosts.get(name))
  const namespaces = new Set([...workloads, ...facts.of('kustomization')].flatMap(({ namespace }) => namespace ?? []))
  const ports = localPorts(services, facts)
  const atDomain = publicNames(services, facts)

  return (host, port) => {
    const name = host.toLowerCase()
    const isPrivate = privateMachine.test(name)
    const ofNode = port !== undefined && (isLocal(name) || isMachineNumber(name)) ? nodePorts.get(port) : undefined
    if (ofNode) return ofNode
    if (isPrivate && port !== undefined && everybodysPorts.has(port)) return undefined
    // At the usual port of a machine that is told by its number alone, anybody may answer.
    const atPorts = isPrivate ? ports.said : ports.all
    if (isPrivate || isLocal(name)) return port === undefined ? undefined : atPorts.get(port)
    const [first = '', namespace = '', ...rest] = name.split('.')
    const isCluster =
      rest[0] === 'svc' ||
      (rest.length === 0 && (namespace === 'svc' || namespaces.has(namespace) || noDomain.test(namespace)))
    const found =
      hosts.get(name) ?? fronts.get(name)?.(name, port) ?? (isCluster ? hosts.get(first) : undefined) ?? atDomain(name)
    const isGrpc = found?.kind === 'service' && grpc.has(`${first}:${port}`)
    return isGrpc ? { ...found, protocol: 'grpc' } : found
  }
}

/** Who has a name that a kustomization makes: what its base runs, or the service that lays a name of its own over a base of many. */
function overlaidHost(by: string, host: Host | undefined, services: readonly Service[]): Host | undefined {
  const service = host?.kind === 'resource' ? undefined : serviceOf({ services }, by)
  return service === undefined || service.path === '.' ? host : { kind: 'service', service }
}

/**
 * Several compose files, each of a program of its own, may all call theirs `app`: in that of the others it means somebody
 * else, and in code nobody can tell whom. A file that runs more of them than another has the names of the system.
 */
function ownersByCompose(services: readonly Service[], workloads: readonly WorkloadFact[]) {
  const ownNames = new Set(services.map(({ name }) => name.toLowerCase()))
  const sizes = new Map<string, number>()
  for (const { source, build, at } of workloads) {
    if (source === 'compose' && build) sizes.set(at.file, (sizes.get(at.file) ?? 0) + 1)
  }
  const known = new Map<string, { readonly service: Service; readonly file: string }>()
  const shared = new Set<string>()
  const isOfOther = (written: string, service: Service, file: string): boolean => {
    const name = written.toLowerCase()
    const first = known.get(name)
    if (first === undefined) known.set(name, { service, file })
    if (first === undefined || first.service === service || ownNames.has(name)) return false
    if ((sizes.get(first.file) ?? 0) <= (sizes.get(file) ?? 0)) shared.add(name)
    return true
  }
  return { isOfOther, shared }
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

/** Who answers at a port of every machine of the cluster, where the manifests give it to one Service. */
function portsOfNodes(facts: FactIndex, hostOf: (name: string) => Host | undefined): ReadonlyMap<number, Host> {
  const names = new Map<number, Set<string>>()
  for (const { source, name, ports } of facts.of('network-name')) {
    for (const { node } of source === 'kubernetes' ? ports : []) {
      if (node !== undefined) names.set(node, (names.get(node) ?? new Set()).add(name))
    }
  }
  return new Map(
    [...names].flatMap(([port, [name, ...others]]) => {
      const host = name !== undefined && others.length === 0 ? hostOf(name) : undefined
      return host ? [[port, host] as const] : []
    }),
  )
}
