import { isWaitedFor } from '../../../../graph/chains.ts'
import type { Edge } from '../../../../graph/graph.ts'
import type { Report, Rule } from '../../../rule.ts'
import { standsAtTheEdge } from '../../at-the-edge.ts'

export const hubService: Rule = {
  id: 'hub-service',
  group: 'network',
  severity: 'warning',
  summary: 'A service that very many call, or that calls very many.',
  why: 'It takes part in every change and every outage: no team can move without it, and it can move without no team.',
  help: 'Split it by what its callers come for, or let them hear events instead of asking.',
  options: { callers: { default: 10 }, calls: { default: 8 } },
  *check(context) {
    const { graph, options } = context
    const isAtTheEdge = standsAtTheEdge(context)
    const services = new Set(graph.services.map(({ name }) => name))
    const calls = graph.edges.filter((each) => isWaitedFor(each) && services.has(each.to))
    for (const { name, at } of graph.services) {
      const [callers, called] = [ends(calls, 'to', name), ends(calls, 'from', name)]
      const [mostCallers, mostCalls] = [options.number('callers'), options.number('calls')]
      const report = (message: string, others: readonly string[]): Report => ({
        message,
        at,
        services: [name, ...others],
      })
      if (callers.length > mostCallers) {
        yield report(
          `${callers.length} services call ${name}, more than ${mostCallers}: ${callers.join(', ')}.`,
          callers,
        )
      }
      if (called.length > mostCalls && !isAtTheEdge(name)) {
        yield report(`${name} calls ${called.length} services, more than ${mostCalls}: ${called.join(', ')}.`, called)
      }
    }
  },
}

/** The other ends of the edges that a service is one end of. */
function ends(edges: readonly Edge[], own: 'from' | 'to', name: string): string[] {
  const other = own === 'from' ? 'to' : 'from'
  return [...new Set(edges.filter((each) => each[own] === name).map((each) => each[other]))].sort()
}
