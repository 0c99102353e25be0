import { posix } from 'node:path'
import type { At, NetworkNameFact, WorkloadFact } from '../../../../facts/fact.ts'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import { isInfrastructureImage } from '../../../../products/infrastructure-image.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { selects } from '../copies.ts'
import { isNoDeployment } from '../service-workloads.ts'
import { portsOfCatalog } from './catalog-port.ts'
import { portsOfNobody } from './code-ports.ts'
import { portsOfEntrances, portsOfProbes, portsOfVariables } from './manifest-ports.ts'
import { areWatched } from './watched.ts'

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
    yield* portsOfProbes(context)
    yield* portsOfEntrances(context)
    yield* portsOfVariables(context)
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
        // A patch may put a container beside that has it: `kube-rbac-proxy`. One that tools lay over whatever it selects has no name.
        const isOnIt = (patch: WorkloadFact): boolean =>
          patch.name === workload.name || patch.at.file === fact.at.file || patch.name === ''
        if (patches.some((patch) => isOnIt(patch) && portsOf(patch.containers).has(port))) continue
        if (typeof port === 'number' && isHandedOver(workload, port)) continue
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

/**
 * Those that a Service is deployed with: of its file, else of its folder, else those that share the most folders with it. Labels that
 * a generator gives (`control-plane: controller-manager`) are those of many: where the nearest are several workloads of other folders,
 * none of them is known to be meant, and neither is one in another chart.
 */
function nearest(file: string, workloads: readonly WorkloadFact[]): readonly WorkloadFact[] {
  const inFile = workloads.filter(({ at }) => at.file === file)
  const inFolder = workloads.filter(({ at }) => posix.dirname(at.file) === posix.dirname(file))
  const beside = [inFile, inFolder].find(({ length }) => length > 0)
  if (beside !== undefined) return beside
  const common = (other: string): number => foldersAbove(file).filter((each) => other.startsWith(`${each}/`)).length
  const most = Math.max(0, ...workloads.map(({ at }) => common(at.file)))
  const chart = chartOf(file)
  const near = workloads.filter(({ at }) => common(at.file) === most && chartOf(at.file) === chart)
  return new Set(near.map(({ name }) => name)).size > 1 ? [] : near
}

/** The folder of the chart that a template is of. */
const chartOf = (file: string): string | undefined => /^(.*?)(?:^|\/)templates\//.exec(file)?.[1]

/** Whether the command line of a container tells a port: `--metrics-bind-address=:8443`. */
const isHandedOver = ({ containers }: WorkloadFact, port: number): boolean =>
  containers.some(({ command = '' }) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(command))

const isOthers = ({ containers }: WorkloadFact): boolean =>
  containers.every(({ role, image }) => role !== 'main' || (image !== undefined && isInfrastructureImage(image)))

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
  // Where some of several match, the others are listened on and not stated.
  const isPart = targets.some((target) => known.has(target))
  const isUnstated = (target: string | number): boolean =>
    typeof target === 'number' && (isPart || areWatched(running) || asked.includes(target))
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
