import { posix } from 'node:path'
import type { At, Fact, WorkloadFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { plainName } from '../../../../graph/source-folders.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { imageName } from '../../../../products/image-name.ts'
import type { Report, RuleContext } from '../../../rule.ts'
import { selects } from '../copies.ts'

/** Who sends what to which port of a service. */
interface Sent {
  readonly service: Service
  readonly port: number
  readonly at: At
  readonly by: string
}

/**
 * Ports that manifests and compose files send requests to, against what the code opens and its image says. Code may open
 * more than is seen: it must open by its number what the image exposes, and nothing may tell it of the other port.
 */
export function* portsOfNobody(context: RuleContext): Iterable<Report> {
  const known = openedPorts(context)
  const isTold = toldPorts(context)
  const said = new Set<string>()
  for (const { service, port, at, by } of sentPorts(context)) {
    const own = known.get(service)
    const key = `${service.name}\0${port}`
    const opened = [...(own?.opened.keys() ?? [])]
    // An image need not say it. What starts a program on somebody's machine tells nothing of how it is started in a container.
    const isOnlyOne =
      own?.exposed.size === 0 && opened.length === 1 && !/\.json$/.test([...own.opened.values()][0]?.file ?? '')
    const agreed = opened.find((each) => isOnlyOne || own?.exposed.has(each))
    if (own === undefined || agreed === undefined || said.has(key)) continue
    if (own.opened.has(port) || own.exposed.has(port) || isTold(service, port)) continue
    said.add(key)
    const place = own.opened.get(agreed)
    yield {
      message: `${by} sends requests to port ${port} of ${service.name}, whose code listens on ${agreed}.`,
      at,
      services: [service.name],
      ...(place ? { related: [{ ...place, message: `listens on ${agreed}` }] } : {}),
      help: `Send them to ${agreed}, or have the code listen on ${port}.`,
    }
  }
}

interface Opened {
  readonly opened: Map<number, At>
  readonly exposed: Set<number>
}

function openedPorts({ facts, serviceOf, subjectOf }: RuleContext): ReadonlyMap<Service, Opened> {
  const known = new Map<Service, Opened>()
  const of = (service: Service): Opened => {
    const own = known.get(service) ?? { opened: new Map(), exposed: new Set() }
    known.set(service, own)
    return own
  }
  for (const { at, port } of facts.of('listen')) {
    const service = port === undefined || isTestFile(at.file) ? undefined : serviceOf(at.file)
    if (service && port !== undefined && !of(service).opened.has(port)) of(service).opened.set(port, at)
  }
  for (const fact of facts.of('expose')) {
    const service = subjectOf(fact)
    if (service) of(service).exposed.add(fact.port)
  }
  return known
}

/** Whether a variable that the service is given, or the command that its image starts, names a port. */
function toldPorts({ facts, subjectOf }: RuleContext): (service: Service, port: number) => boolean {
  const texts = new Map<Service, string[]>()
  const add = (fact: Fact, text: string | undefined): void => {
    const service = text === undefined ? undefined : subjectOf(fact)
    if (service && text !== undefined) texts.set(service, [...(texts.get(service) ?? []), text])
  }
  // A value that comes from elsewhere may be any.
  for (const fact of facts.of('env-set'))
    add(fact, fact.value ?? (/port|addr|listen|url/i.test(fact.name) ? '*' : undefined))
  for (const fact of facts.of('image-start')) add(fact, fact.command)
  return (service, port) =>
    (texts.get(service) ?? []).some((text) => text === '*' || new RegExp(`(?<!\\d)${port}(?!\\d)`).test(text))
}

function* sentPorts({ facts, subjectOf }: RuleContext): Iterable<Sent> {
  const workloads = facts.of('workload').filter((workload) => !workload.partial && !isConfigured(workload))
  const running = workloads.filter(({ source }) => source === 'kubernetes')
  for (const { at, name, source, selector, ports } of facts.of('network-name')) {
    if (source !== 'kubernetes' || Object.keys(selector).length === 0) continue
    for (const workload of running.filter(({ labels }) => selects(selector, labels))) {
      // A side-car may answer there, and hand on what it gets.
      const isAlone = workload.containers.filter(({ role }) => role !== 'init').length === 1
      const subject = isAlone ? subjectOf(workload) : undefined
      const service = subject && isCalledSo(subject, workload) ? subject : undefined
      const named = new Map(
        workload.containers.flatMap((each) => each.ports.map((port) => [port.name, port.container])),
      )
      for (const { port, target = port } of service ? ports : []) {
        const number = typeof target === 'number' ? target : named.get(target)
        if (service && number !== undefined) yield { service, port: number, at, by: `The Service ${name}` }
      }
    }
  }
  for (const workload of workloads.filter(({ source }) => source === 'compose')) {
    const { context, dockerfile } = workload.build ?? {}
    const folders = [context, dockerfile === undefined ? undefined : posix.dirname(dockerfile)]
    const subject = workload.build === undefined ? undefined : subjectOf(workload)
    // What is built in a folder inside of a service is another program, be it a proxy before it.
    const service = subject && folders.includes(subject.path) ? subject : undefined
    for (const { ports } of service ? workload.containers : [])
      for (const { container } of ports)
        if (service) yield { service, port: container, at: workload.at, by: `The compose service ${workload.name}` }
  }
}

/** Whether a workload, or its image, has a name of the service: one in its folder may be another program. */
function isCalledSo({ name, aliases = [] }: Service, workload: WorkloadFact): boolean {
  const known = new Set([name, ...aliases].map(plainName))
  const images = workload.containers.flatMap(({ role, image }) => (role === 'main' && image ? [imageName(image)] : []))
  return [workload.name, ...images].some((each) => known.has(plainName(each)))
}

/** Whether a port may stand in what is handed to the program: its command line, files of variables or of settings. */
const isConfigured = ({ containers, envFrom, envFiles, volumes }: WorkloadFact): boolean =>
  containers.some(({ command }) => command !== undefined) ||
  envFrom.length + envFiles.length > 0 ||
  volumes.some(({ source }) => source !== 'claim')
