import { waitingCircles } from '../../../../graph/chains.ts'
import type { Rule } from '../../../rule.ts'

export const dependencyCycle: Rule = {
  id: 'dependency-cycle',
  group: 'code',
  severity: 'error',
  summary: 'Services that wait for each other in a circle.',
  why: 'None of them can be deployed, scaled or restarted without the others, and one failure goes all the way round.',
  help: 'Turn one of the calls into an event, or move what both need into one of the services or a third.',
  *check({ graph }) {
    for (const cycle of waitingCircles(graph)) {
      const [first] = cycle
      const at = first?.evidence[0]
      if (first === undefined || at === undefined) continue
      const path = [...cycle.map(({ from }) => from), first.from].join(' → ')
      yield {
        message: `These services call each other in a circle: ${path}.`,
        at: { file: at.file, line: at.line, column: at.column },
        services: cycle.map(({ from }) => from),
        related: cycle.flatMap(({ from, to, evidence: [proof] }) =>
          proof ? [{ file: proof.file, line: proof.line, column: proof.column, message: `${from} calls ${to}` }] : [],
        ),
      }
    }
  },
}
