import { longestChain } from '../../../../graph/chains.ts'
import { isEdgeName } from '../../../../products/gateway-name.ts'
import type { Rule } from '../../../rule.ts'

export const longSyncChain: Rule = {
  id: 'long-sync-chain',
  group: 'network',
  severity: 'warning',
  summary: 'One request passes through many services, each waiting for the next.',
  why: 'Their delays add up and their availabilities multiply: the last one in the row decides for all.',
  help: 'Let the caller ask directly, keep a copy of what is read often, or answer first and send an event.',
  options: { atMost: { default: 4 } },
  *check({ graph, options }) {
    // Every request comes in through what stands at the edge: that is no row of services yet.
    const edges = graph.edges.filter(({ from }) => !isEdgeName(from))
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
      message: `A request can pass through ${names.length} services, more than ${atMost}: ${names.join(' → ')}.`,
      at: { file: at.file, line: at.line, column: at.column },
      services: names,
      related,
    }
  },
}
