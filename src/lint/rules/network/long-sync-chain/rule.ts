import { longestChain } from '../../../../graph/chains.ts'
import type { Rule } from '../../../rule.ts'
import { standsAtTheEdge } from '../../at-the-edge.ts'

export const longSyncChain: Rule = {
  id: 'long-sync-chain',
  group: 'network',
  severity: 'warning',
  summary: 'Many services wait for each other in a row.',
  why: 'When the last one hangs or is down, each before it may be; where one request passes through all, their delays add up.',
  help: 'Let the caller ask directly, keep a copy of what is read often, or answer first and send an event.',
  options: { atMost: { default: 4 } },
  *check(context) {
    const { graph, options } = context
    const isAtTheEdge = standsAtTheEdge(context)
    // Every request comes in through what stands at the edge: that is no row of services yet.
    const pages = new Set(graph.services.flatMap(({ name, inBrowsers }) => (inBrowsers ? [name] : [])))
    const edges = graph.edges.filter(({ from }) => !isAtTheEdge(from) && !pages.has(from))
    const chain = longestChain({ ...graph, edges })
    const [first, last] = [chain[0], chain.at(-1)]
    const atMost = options.number('atMost')
    if (first === undefined || last === undefined || chain.length + 1 <= atMost) return
    const names = [first.from, ...chain.map(({ to }) => to)]
    const proofs = chain.flatMap(({ from, to, evidence: [proof] }) => {
      if (proof === undefined) return []
      const { file, line, column } = proof
      return [{ file, line, column, message: `${from} calls ${to}` }]
    })
    const [at, ...related] = proofs
    if (at === undefined) return
    yield {
      message: `${names.length} services wait for each other in a row, more than ${atMost}: ${names.join(' → ')}.`,
      at: { file: at.file, line: at.line, column: at.column },
      services: names,
      related,
    }
  },
}
