import { couplingOf } from '../../../../graph/coupling.ts'
import type { Report, Rule } from '../../../rule.ts'

export const couplingBudget: Rule = {
  id: 'coupling-budget',
  group: 'shape',
  severity: 'error',
  summary: 'A service that is coupled more than its budget allows.',
  why: 'Coupling grows by one call at a time, and no single one looks like too much.',
  help: 'Take a call away before the next one is added, or raise the budget where everybody sees it: in msvc.yaml.',
  // Nothing is limited until a number is set.
  options: { efferent: { default: 0 }, afferent: { default: 0 }, chain: { default: 0 }, instability: { default: 0 } },
  *check({ graph, options }) {
    const coupling = couplingOf(graph)
    for (const { name, at } of graph.services) {
      const measures = coupling.get(name)
      if (!measures) continue
      const report = (message: string): Report => ({ message, at, services: [name] })
      const { efferent, afferent, chain, instability } = measures
      const isOver = (option: string, value: number): boolean =>
        options.number(option) > 0 && value > options.number(option)
      if (isOver('efferent', efferent)) {
        yield report(`${name} uses ${efferent} services, more than its budget of ${options.number('efferent')}.`)
      }
      if (isOver('afferent', afferent)) {
        yield report(`${afferent} services use ${name}, more than its budget of ${options.number('afferent')}.`)
      }
      if (isOver('chain', chain)) {
        yield report(
          `A request to ${name} passes through ${chain} more services, over its budget of ${options.number('chain')}.`,
        )
      }
      if (isOver('instability', instability)) {
        yield report(
          `${name} has instability ${instability.toFixed(2)}, over its budget of ${options.number('instability')}.`,
        )
      }
    }
  },
}
