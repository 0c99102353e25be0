import { findEntity } from '../../../../catalog/references.ts'
import { declaredServices } from '../../../../catalog/services.ts'
import type { Evidence } from '../../../../graph/graph.ts'
import type { Rule, RuleContext } from '../../../rule.ts'

export const unusedDependency: Rule = {
  id: 'unused-dependency',
  group: 'network',
  severity: 'warning',
  summary: 'The catalog declares a dependency of which nothing in the service shows.',
  why: 'A declared dependency opens the network to it and counts in every impact analysis.',
  help: 'Take it out of the catalog entry, or add the call that it stands for.',
  *check(context) {
    const { graph } = context
    const services = new Set(graph.services.map(({ name }) => name))
    const isOfEvents = eventDependencies(context)
    for (const edge of graph.edges) {
      if (!edge.declared || edge.observed || !services.has(edge.to)) continue
      // Another kind of edge to the same service is use enough.
      if (graph.edges.some((other) => other.observed && other.from === edge.from && other.to === edge.to)) continue
      const proof = edge.evidence.find(({ kind }) => kind === 'catalog')
      if (proof === undefined || !canSee(context, edge.from) || isPrepared(context, edge)) continue
      if (isOfEvents(edge.from, proof)) continue
      yield {
        message: `${edge.from} declares that it uses ${edge.to}, and nothing in its code or configuration shows it.`,
        at: { file: proof.file, line: proof.line, column: proof.column },
        services: [edge.from, edge.to],
      }
    }
  },
}

/**
 * Whether a service hears events there, and nothing was seen of how events come to it: what brings them may hand them over
 * as requests, by rules that are kept elsewhere.
 */
function eventDependencies({ catalog, graph }: RuleContext): (service: string, place: Evidence) => boolean {
  const ofEvents = declaredServices(catalog)
    .flatMap(({ consumesApis }) => consumesApis)
    .filter(({ ref }) => findEntity(catalog, ref)?.spec['type'] === 'asyncapi')
  const places = new Set(ofEvents.map(({ at }) => `${at.file}:${at.line}:${at.column}`))
  const hears = new Set(graph.edges.flatMap(({ from, kind, observed }) => (observed && kind === 'event' ? [from] : [])))
  return (service, { file, line, column }) => places.has(`${file}:${line}:${column}`) && !hears.has(service)
}

/** Whether the service has a setting for the other one, in a class for settings, that its code does not take yet. */
function isPrepared({ facts, serviceOf }: RuleContext, { from, to }: { from: string; to: string }): boolean {
  const start = `${to.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_`
  return facts
    .of('env-read')
    .some(({ at, name, field }) => field !== undefined && name.startsWith(start) && serviceOf(at.file)?.name === from)
}

/** Whether every use would have been seen: all of the service's code was read, and nothing in it stayed unresolved. */
function canSee({ facts, unread, serviceOf }: RuleContext, name: string): boolean {
  const isOwn = ({ at }: { at: { file: string } }): boolean => serviceOf(at.file)?.name === name
  const isRead = facts.of('import').some(isOwn) && !unread.some((file) => serviceOf(file)?.name === name)
  return isRead && !facts.of('unresolved').some((fact) => fact.about !== 'import' && isOwn(fact))
}
