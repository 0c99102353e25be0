import { posix } from 'node:path'
import type { At, NetworkNameFact, WorkloadFact } from '../../../../facts/fact.ts'
import { isInfrastructureImage } from '../../../../products/infrastructure-image.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { selects } from '../copies.ts'
import { isNoDeployment } from '../service-workloads.ts'
import { portsOfCatalog } from './catalog-port.ts'
import { portsOfNobody } from './code-ports.ts'

export const portMismatch: Rule = {
  id: 'port-mismatch',
  group: 'kubernetes',
  severity: 'error',
  summary: 'Requests are sent to a port that nothing listens on, or a catalog names one.',
  why: 'Every call is refused, while all pods are ready and every manifest looks right.',
  help: 'Give manifests, image, code and catalog the same port: targetPort is the number or the name of a containerPort.',
  *check(context) {
    yield* unstatedPorts(context)
    yield* portsOfNobody(context)
    yield* portsOfCatalog(context)
  },
}

/** A Service against the ports that the containers of its pods state. */
function* unstatedPorts({ facts, subjectOf, serviceOf }: RuleContext): Iterable<Report> {
  const workloads = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && !partial)
  const patches = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && partial)
  for (const fact of facts.of('network-name')) {
    if (fact.source !== 'kubernetes' || Object.keys(fact.selector).length === 0) continue
    const selected = workloads.filter(({ labels }) => selects(fact.selector, labels))
    for (const workload of nearest(fact.at.file, selected)) {
      const service = subjectOf(workload)
      if (isNoDeployment(fact.at.file, service)) continue
      for (const port of missing(fact, workload)) {
        // A patch may put a container beside that has it: `kube-rbac-proxy`.
        if (patches.some((patch) => patch.name === workload.name && portsOf(patch.containers).has(port))) continue
        // Nobody need state a port to listen on it, and of what others wrote there is no code here that tells.
        if (typeof port === 'number' && (service === undefined || isOthers(workload))) continue
        // Where its code listens there, it is the manifest of the pods that tells another one.
        const isOwn = ({ at }: { readonly at: At }): boolean => serviceOf(at.file)?.name === service?.name
        const stated = [...facts.of('listen'), ...facts.of('expose')]
        if (stated.some((each) => each.port === port && isOwn(each))) continue
        yield {
          message: `The Service ${fact.name} sends requests to port ${port} of ${workload.type} ${workload.name}, which has ${shown(workload)}.`,
          at: fact.at,
          services: service ? [service.name] : [],
          related: [{ ...workload.at, message: `${workload.type} ${workload.name}` }],
        }
      }
    }
  }
}

/** Of several copies of the manifests, those that a Service is deployed with: of its file, else of its folder. */
function nearest(file: string, workloads: readonly WorkloadFact[]): readonly WorkloadFact[] {
  const inFile = workloads.filter(({ at }) => at.file === file)
  const inFolder = workloads.filter(({ at }) => posix.dirname(at.file) === posix.dirname(file))
  return [inFile, inFolder].find(({ length }) => length > 0) ?? workloads
}

const isOthers = ({ containers }: WorkloadFact): boolean =>
  containers.every(({ role, image }) => role !== 'main' || (image !== undefined && isInfrastructureImage(image)))

/** Ports that others watch a container by. */
const watched = /metrics|prom|monitor|health|probe|admin|debug|pprof/i

/** Ports that are asked for and not there. Containers need not state theirs: where one does not, nothing is known. */
function missing({ ports }: NetworkNameFact, { containers }: WorkloadFact): (string | number)[] {
  const running = containers.filter(({ role }) => role !== 'init')
  if (running.some((container) => container.ports.length === 0)) return []
  const known = portsOf(running)
  const targets = ports.map(({ port, target = port }) => target)
  // Where Kubernetes itself asks for its health, it listens, and where no more is stated than what watches it, nothing is known.
  const asked = running.flatMap(({ probes }) =>
    Object.values(probes).map(({ asks }) => Number(/:(\d+)$/.exec(asks)?.[1])),
  )
  const areWatched = running.every((container) => container.ports.every(({ name = '' }) => watched.test(name)))
  // Where some of several match, the others are listened on and not stated.
  const isPart = targets.some((target) => known.has(target))
  const isUnstated = (target: string | number): boolean =>
    typeof target === 'number' && (isPart || areWatched || asked.includes(target))
  return targets.filter((target) => !known.has(target) && !isUnstated(target))
}

const portsOf = (containers: WorkloadFact['containers']): ReadonlySet<string | number | undefined> =>
  new Set(containers.flatMap(({ ports }) => ports.flatMap(({ container, name }) => [container, name])))

const shown = ({ containers }: WorkloadFact): string =>
  containers
    .flatMap((container) =>
      container.ports.map(({ container: port, name }) => (name ? `${port} (${name})` : `${port}`)),
    )
    .join(', ')
