import type { EnvSetFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, RuleContext } from '../../../rule.ts'
import { isNoDeployment, judgeContainers, serviceContainers } from '../service-workloads.ts'
import { areWatched } from './watched.ts'

/** A probe by the name of a port: Kubernetes looks for it among those of the container alone. */
export function portsOfProbes(context: RuleContext): Iterable<Report> {
  return judgeContainers(context, ({ layers }) => {
    const names = new Set(layers.flatMap(({ ports }) => ports.map(({ name }) => name)))
    const probes = layers.flatMap((each) => Object.entries(each.probes))
    for (const [kind, { at, asks }] of probes) {
      const [, port] = /^(?:http|tcp):(?:.*:)?([a-z][a-z\d-]*)$/i.exec(asks) ?? []
      if (port === undefined || names.has(port)) continue
      return {
        text: `has no port called ${port}, which its ${kind} probe asks`,
        related: [{ ...at, message: `asks ${port}` }],
      }
    }
    return undefined
  })
}

/** An Ingress against the Services of the name that it hands on to. */
export function* portsOfEntrances({ facts, serviceOf }: RuleContext): Iterable<Report> {
  const names = facts.of('network-name').filter(({ source }) => source === 'kubernetes')
  for (const { at, service: name, port } of facts.of('entrance')) {
    if (port === undefined || isTestFile(at.file)) continue
    const meant = names.filter((each) => each.name === name && each.ports.length > 0)
    const [first] = meant
    const service = first && serviceOf(first.at.file)
    if (first === undefined || isNoDeployment(at.file, service)) continue
    if (meant.some(({ ports }) => ports.some((each) => each.port === port || each.name === port))) continue
    yield {
      message: `The Ingress hands on to port ${port} of the Service ${name}, which has ${first.ports.map((each) => each.port).join(', ')}.`,
      at,
      services: service ? [service.name] : [],
      related: [{ ...first.at, message: `the Service ${name}` }],
    }
  }
}

/** What `PORT` says, where the code of a service reads it, against the ports that its container states. */
export function* portsOfVariables(context: RuleContext): Iterable<Report> {
  const { facts, serviceOf } = context
  const reading = new Set(
    facts.of('env-read').flatMap(({ name, at }) => (name === 'PORT' ? [serviceOf(at.file)?.name] : [])),
  )
  if (reading.size === 0) return
  const given = facts
    .of('env-set')
    .filter(({ name, workload, isOfInit }) => name === 'PORT' && workload !== undefined && !isOfInit)
  for (const { service, workload, layers } of serviceContainers(context)) {
    const isAlone = workload.containers.filter(({ role }) => role !== 'init').length === 1
    const ports = layers.flatMap((each) => each.ports.map(({ container }) => container))
    const told = given.filter((fact) => fact.workload === workload.name && fact.at.file === workload.at.file)
    const [first] = told
    if (!isAlone || areWatched(layers) || !reading.has(service.name) || first === undefined) continue
    const port = numberIn(first)
    if (port === undefined || told.length > 1 || ports.includes(port)) continue
    yield {
      message: `PORT has the code of ${service.name} listen on ${port}, and its ${workload.type} states ${ports.join(', ')}.`,
      at: first.at,
      services: [service.name],
      related: [{ ...workload.at, message: `${workload.type} ${workload.name}` }],
    }
  }
}

const numberIn = ({ value = '' }: EnvSetFact): number | undefined =>
  /^\d{2,5}$/.test(value) ? Number(value) : undefined
