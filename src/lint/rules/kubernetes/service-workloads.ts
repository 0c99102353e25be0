import type { Container, SecurityContext, WorkloadFact } from '../../../facts/fact.ts'
import type { Service } from '../../../graph/graph.ts'
import { imageName, isInfrastructureImage } from '../../../graph/infrastructure.ts'
import type { Report, RuleContext } from '../../rule.ts'

/** Kinds that keep a service running; jobs end by themselves and are held to other standards. */
const longRunning = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'])

/** A container of a service, with all that the repository says of it. */
export interface ServiceContainer {
  readonly service: Service
  readonly workload: WorkloadFact
  readonly container: Container
  /** The container itself, then what patches elsewhere make of it. */
  readonly layers: readonly Container[]
  /** What patches set for the whole pod. */
  readonly podPatches: readonly SecurityContext[]
}

/** What is wrong with a container, after its name: `has no readiness probe`. */
export interface ContainerFault {
  readonly text: string
  readonly severity?: 'warning'
  readonly help?: string
}

/**
 * Judges the containers that keep services of this repository running. One fault in several copies of a manifest is
 * reported once, in the first of them.
 */
export function* judgeContainers(
  context: RuleContext,
  faultOf: (container: ServiceContainer) => ContainerFault | undefined,
): Iterable<Report> {
  const byMessage = new Map<string, Report[]>()
  for (const entry of serviceContainers(context)) {
    const { service, workload, container } = entry
    const fault = faultOf(entry)
    if (fault === undefined) continue
    const { text, ...more } = fault
    const message = `${workload.type} ${workload.name}: the container ${container.name} of ${service.name} ${text}.`
    const report = { message, at: container.at, services: [service.name], ...more }
    byMessage.set(message, [...(byMessage.get(message) ?? []), report])
  }
  for (const [first, ...copies] of byMessage.values()) {
    if (first) yield { ...first, related: copies.map(({ at }) => ({ ...at, message: 'the same in this manifest' })) }
  }
}

/**
 * Containers of whole manifests. Left out: side-cars, patches by themselves, and what others wrote, such as a database
 * beside the service. Its own image may well be called `redis-bridge`.
 */
function serviceContainers({ facts, subjectOf }: RuleContext): ServiceContainer[] {
  const all = facts.of('workload').filter(({ source, type }) => source === 'kubernetes' && longRunning.has(type))
  const patches = all.filter(({ partial }) => partial)
  return all.flatMap((workload) => {
    const service = workload.partial ? undefined : subjectOf(workload)
    if (service === undefined) return []
    const onIt = patches.filter(({ name, type }) => name === workload.name && type === workload.type)
    return workload.containers
      .filter(({ role, image = '' }) => role === 'main' && (isOwn(image, service) || !isInfrastructureImage(image)))
      .map((container) => ({
        service,
        workload,
        container,
        layers: [
          container,
          ...onIt.flatMap(({ containers }) => containers.filter(({ name }) => name === container.name)),
        ],
        podPatches: onIt.map(({ podSecurity }) => podSecurity),
      }))
  })
}

const isOwn = (image: string, service: Service): boolean =>
  imageName(image).toLowerCase() === service.name.toLowerCase()
