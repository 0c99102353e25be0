import { plainPath } from '../../../../facts/route/path.ts'
import { isWaitedFor } from '../../../../graph/chains.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { listed } from '../../../listed.ts'
import type { Rule } from '../../../rule.ts'

export const chattyPair: Rule = {
  id: 'chatty-pair',
  group: 'network',
  severity: 'warning',
  summary: 'One service asks very many different things of another.',
  why: 'The two know each other that well that neither changes, fails or slows down alone: they are one service with a network in it.',
  help: 'Move what asks to where the data is, or let one operation give what the caller needs as a whole.',
  options: { operations: { default: 10 } },
  *check({ graph, options }) {
    const most = options.number('operations')
    for (const { from, to, evidence } of graph.edges.filter(isWaitedFor)) {
      const asked = evidence.filter(({ address, file }) => address?.path !== undefined && !isTestFile(file))
      const paths = [...new Set(asked.map(({ address }) => plain(address?.path ?? '')))].sort()
      const [first] = asked
      if (first === undefined || paths.length <= most) continue
      yield {
        message: `${from} calls ${paths.length} operations of ${to}, more than ${most}: ${listed(paths.map((path) => `/${path}`))}.`,
        at: first,
        services: [from, to],
      }
    }
  },
}

/** The operation that a path names: without what stands for a value in it. */
const plain = (path: string): string => (plainPath(path) ?? path).replace(/(?<=\/)\d+(?=\/|$)/g, '{}')
