import { posix } from 'node:path'
import type { TelemetryFact } from '../../../facts/fact.ts'
import { sourceLanguage } from '../../../facts/source-language.ts'
import { isSynchronous } from '../../../graph/chains.ts'
import type { Service } from '../../../graph/graph.ts'
import { isTestFile } from '../../../graph/test-file.ts'
import type { RuleContext } from '../../rule.ts'
import { platformServices } from '../platform-services.ts'

/** Services that somebody calls, or that open a port: others have nobody who could ask them. */
export function answeringServices({ graph, facts, serviceOf, subjectOf }: RuleContext): readonly Service[] {
  const called = new Set(graph.edges.filter(isSynchronous).map(({ to }) => to))
  const listening = [
    ...facts.of('listen').flatMap(({ at, from }) => (from === 'queue' ? [] : [serviceOf(at.file)])),
    ...facts.of('expose').map(({ at }) => serviceOf(at.file)),
    ...facts
      .of('workload')
      .flatMap((fact) => (fact.containers.some(({ ports }) => ports.length > 0) ? [subjectOf(fact)] : [])),
  ]
  const names = new Set([...called, ...listening.flatMap((service) => service?.name ?? [])])
  return graph.services.filter(({ name, port }) => port !== undefined || names.has(name))
}

/**
 * Whether nothing of a service, nor of the libraries of ours that it builds on, has to do with a purpose. Where code was not
 * read nobody knows.
 */
export function lacks(context: RuleContext, purpose: TelemetryFact['purpose']): (service: Service) => boolean {
  const { facts, serviceOf, subjectOf, unread } = context
  // A registry or a server of settings is watched by those who wrote it.
  const having = new Set<string>(platformServices(context))
  const elsewhere: string[] = []
  for (const fact of facts.of('telemetry')) {
    if (fact.purpose !== purpose || isTestFile(fact.at.file)) continue
    const service = serviceOf(fact.at.file)
    if (service) having.add(service.name)
    else elsewhere.push(fact.at.file)
  }
  for (const { folder, uses } of context.libraries()) {
    if (elsewhere.some((file) => file.startsWith(`${folder}/`))) for (const name of uses.keys()) having.add(name)
  }
  // A manifest above services is their parent.
  const above = elsewhere.filter((file) => sourceLanguage(file) === undefined).map((file) => posix.dirname(file))
  for (const { name, path } of context.graph.services) {
    if (above.some((folder) => folder === '.' || path.startsWith(`${folder}/`))) having.add(name)
  }
  if (purpose === 'health') {
    for (const workload of facts.of('workload')) {
      const isAsked = workload.containers.some(({ probes, health }) => health || Object.keys(probes).length > 0)
      const service = isAsked ? subjectOf(workload) : undefined
      if (service) having.add(service.name)
    }
  }
  for (const file of unread) {
    const service = serviceOf(file)
    if (service) having.add(service.name)
  }
  return ({ name }) => !having.has(name)
}
