import { posix } from 'node:path'
import type { Container, WorkloadFact } from '../../../facts/fact.ts'
import { placeOf, type Service } from '../../../graph/graph.ts'
import { isShown } from '../../../graph/telling-names.ts'
import { isTestFile } from '../../../graph/test-file.ts'
import { imageName } from '../../../products/image-name.ts'
import { isCalledAsInfrastructure, isInfrastructureImage } from '../../../products/infrastructure-image.ts'
import type { Fix, ObjectRef } from '../../fix.ts'
import type { Report, RuleContext } from '../../rule.ts'
import { toldOnce } from '../copies-of-files.ts'
import { namesOutsideOfCharts } from './chart-names.ts'
import { startedWhileWriting, strangers } from './left-out.ts'
import { patchesOn } from './patches.ts'

/**
 * Kinds that keep a service running; jobs end by themselves and are held to other standards. So is what Knative serves: it gives a
 * container a readiness probe, fixes what `latest` is and scales by itself, and Cloud Run, whose manifests are the same, gives limits too.
 */
const longRunning = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'DeploymentConfig',
  'Pod',
])

/** A container of a service, with all that the repository says of it. */
export interface ServiceContainer {
  readonly service: Service
  readonly workload: WorkloadFact
  readonly container: Container
  /** The container itself, then what patches elsewhere make of it. */
  readonly layers: readonly Container[]
  /** Patches on the workload, for what they set for the whole pod. */
  readonly patches: readonly WorkloadFact[]
}

/** What is wrong with a container, after its name: `has no readiness probe`. */
export interface ContainerFault {
  readonly text: string
  readonly severity?: 'warning'
  readonly help?: string
  readonly related?: NonNullable<Report['related']>
  readonly fix?: readonly Fix[]
}

/** A workload as a fix finds it. */
export const objectOf = ({ at, type, name }: WorkloadFact): ObjectRef => ({ file: at.file, kind: type, name })

/** Where the pod of a long-running workload stands in it. */
export const podSpecPath = ({ type }: WorkloadFact): readonly string[] =>
  type === 'Pod' ? ['spec'] : ['spec', 'template', 'spec']

/** What keeps a service running. */
export interface ServiceWorkload {
  readonly service: Service
  readonly workload: WorkloadFact
}

/** Judges the workloads that keep services of this repository running; jobs and other people's software are left out. */
export function judgeWorkloads(
  context: RuleContext,
  faultOf: (workload: ServiceWorkload) => ContainerFault | undefined,
): Iterable<Report> {
  const seen = new Set<WorkloadFact>()
  const reports = serviceContainers(context).flatMap(({ service, workload }): Report[] => {
    const fault = seen.has(workload) ? undefined : faultOf({ service, workload })
    seen.add(workload)
    if (fault === undefined) return []
    const { text, ...more } = fault
    return [
      {
        message: `${workload.type} ${workload.name} of ${service.name} ${text}.`,
        at: workload.at,
        services: [service.name],
        ...more,
      },
    ]
  })
  // A template that is drawn for several environments is one place, whatever each makes of it.
  const places = new Set<string>()
  return toldOnce(reports).filter(({ at: { file, line, column } }) => {
    const place = `${file}\0${line}:${column}`
    return !places.has(place) && places.add(place)
  })
}

/** Judges the containers that keep services running. One fault in several copies of a manifest is reported once. */
export function* judgeContainers(
  context: RuleContext,
  faultOf: (container: ServiceContainer) => ContainerFault | undefined,
): Iterable<Report> {
  const containers = serviceContainers(context)
  const keys = new Map<Report, string>()
  const nameOf = namesOutsideOfCharts(containers)
  const reports = containers.flatMap((entry): Report[] => {
    const { service, workload, container } = entry
    const fault = faultOf(entry)
    if (fault === undefined) return []
    const { text, ...more } = fault
    const said = (name: string): string =>
      `${workload.type} ${name}: the container ${container.name} of ${service.name} ${text}.`
    const report = { message: said(workload.name), at: container.at, services: [service.name], ...more }
    keys.set(report, said(nameOf(entry)))
    return [report]
  })
  yield* toldOnce(reports, (report) => keys.get(report) ?? report.message)
}

/** Where people keep what they start on their own machines while they write: nothing else is deployed from there. */
export const isForWriting = (file: string): boolean => /(?:^|\/)hack\/|^(?:dev|develop|local|development)\//.test(file)

/**
 * Whether a file only shows readers how something is run, tests it, or is for writing code: a manifest in `examples/` of a service
 * that lies elsewhere. Where the service itself is an example, its manifests are what it is deployed by.
 */
export const isNoDeployment = (file: string, service: Service | undefined): boolean =>
  isTestFile(file) ||
  isForWriting(file) ||
  measuring.test(file) ||
  (service !== undefined && demonstration.test(insideOf(service, file))) ||
  (isShown(file) && service !== undefined && !isShown(`${placeOf(service.path)}/`))

/** `benchmarks/scenarios/autoscaling/deploy.yaml` */
const measuring = /(?:^|\/)(?:benchmarks?|benchmarking)\//i

/** `data/install/k8s/demo/demo.yaml` of a service: what it has for who wants to see it at work. */
const demonstration = /(?:^|\/)demos?\//i
const insideOf = ({ path }: Service, file: string): string =>
  file.startsWith(`${placeOf(path)}/`) ? file.slice(placeOf(path).length + 1) : ''

/**
 * Containers of whole manifests. Left out: side-cars, patches by themselves, what only tests or developers start, and what others wrote,
 * such as a database beside the service. Its own image may well be called `redis-bridge`.
 */
export function serviceContainers(context: RuleContext): readonly ServiceContainer[] {
  const known = gathered.get(context.graph) ?? gather(context)
  gathered.set(context.graph, known)
  return known
}

/** Many rules of one run ask for them. */
const gathered = new WeakMap<RuleContext['graph'], readonly ServiceContainer[]>()

function gather({ facts, subjectOf, has }: RuleContext): ServiceContainer[] {
  const all = facts
    .of('workload')
    .filter(({ source, type }) => source === 'kubernetes' && longRunning.has(type))
    .filter(({ at }) => !isTestFile(at.file) && !isForWriting(at.file))
  const patches = patchesOn(facts)
  const isWhileWriting = startedWhileWriting({ has }, all)
  const isStranger = strangers(all, subjectOf)
  const keyOf = ({ name, type }: WorkloadFact): string => `${type} ${name}`
  const deployed = new Set(all.filter(({ at }) => !isShown(at.file)).map(keyOf))
  const controlled = new Set(all.flatMap((each) => (isBare(each) || each.partial ? [] : [besideOf(each)])))
  return all.flatMap((workload) => {
    if (isBare(workload) && controlled.has(besideOf(workload))) return []
    const service = workload.partial ? undefined : subjectOf(workload)
    if (service === undefined || isNoDeployment(workload.at.file, service)) return []
    if (isShown(workload.at.file) && deployed.has(keyOf(workload))) return []
    if (isWhileWriting(workload, service) || isStranger(workload, service)) return []
    const onIt = patches(workload)
    const ofPlace = ({ name, role }: Container): string =>
      `[${workload.containers.filter((each) => (each.role === 'init') === (role === 'init')).findIndex((each) => each.name === name)}]`
    return workload.containers
      .filter(
        ({ role, image = '' }) =>
          role === 'main' &&
          (isOwn(image, service) || isNamedAlike(workload, service) || !isInfrastructureImage(image)),
      )
      .map((container) => ({
        service,
        workload,
        container,
        layers: [
          container,
          ...onIt.flatMap(({ containers }) =>
            containers.filter(({ name }) => name === container.name || name === ofPlace(container)),
          ),
        ],
        patches: onIt,
      }))
  })
}

/** A pod by itself beside the Deployment of its name is a step on the way to that one. */
const isBare = ({ type }: WorkloadFact): boolean => type === 'Pod' || /^Replica/.test(type)
const besideOf = ({ at, name }: WorkloadFact): string => `${posix.dirname(at.file)} ${name}`

/**
 * Whether a workload with one container is a service of ours by its name, whatever its image is called: it has the very name of
 * a service that is called after a product which it works with (`orders-to-redis`) or behind whose system's its image is
 * (`kafka-demo-orders`), or that of a role of a program.
 */
function isNamedAlike({ name, containers }: WorkloadFact, service: Service): boolean {
  const [main, second] = containers.filter(({ role }) => role === 'main')
  if (service.language === undefined || main === undefined || second !== undefined) return false
  const isRole = service.program !== undefined && name.toLowerCase().endsWith(`-${service.name.toLowerCase()}`)
  const isImage = imageName(main.image ?? '').endsWith(`-${name}`)
  return isRole || (name === service.name && (isImage || isInfrastructureImage(name)))
}

/** An image of the service's own name, also behind that of the system, `grafana/shop-cart`, where its code is here. */
function isOwn(image: string, { name, language }: Service): boolean {
  const [called, own] = [imageName(image).toLowerCase(), name.toLowerCase()]
  return called === own || (language !== undefined && called.endsWith(`-${own}`) && !isCalledAsInfrastructure(image))
}
