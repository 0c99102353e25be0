import { isWaitedFor } from '../../../../graph/chains.ts'
import { listed } from '../../../listed.ts'
import type { Rule } from '../../../rule.ts'
import { lacks } from '../answering.ts'

export const noTracePropagation: Rule = {
  id: 'no-trace-propagation',
  group: 'observability',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service that calls others and hands on no trace.',
  why: 'A request that goes wrong further down cannot be followed there: every fault becomes a meeting of all teams on its way.',
  help: 'Hand on the header traceparent with every call, most simply by the instrumentation of OpenTelemetry.',
  *check(context) {
    const { graph } = context
    const isWithout = lacks(context, 'traces')
    const services = new Set(graph.services.map(({ name }) => name))
    for (const service of graph.services.filter(isWithout)) {
      const isCall = (edge: (typeof graph.edges)[number]): boolean =>
        edge.observed && edge.from === service.name && services.has(edge.to) && isWaitedFor(edge)
      const called = [...new Set(graph.edges.filter(isCall).map(({ to }) => to))]
      if (called.length === 0) continue
      const message = `${service.name} calls ${listed(called)}, and nothing in it hands on a trace.`
      yield { message, at: service.at, services: [service.name, ...called] }
    }
  },
}
