import type { Rule } from '../../../rule.ts'
import { serviceLines } from '../service-lines.ts'

export const megaService: Rule = {
  id: 'mega-service',
  group: 'shape',
  severity: 'warning',
  preset: 'strict',
  needs: 'lines',
  summary: 'A service that is many times as large as the others.',
  why: 'It does what several teams are about: they meet in it, and it is deployed, scaled and restarted as one.',
  help: 'Look for the part of it that changes for reasons of its own, and take that out first.',
  options: { lines: { default: 10_000 }, times: { default: 4 } },
  *check(context) {
    const sums = serviceLines(context)
    const sizes = [...sums.values()].sort((a, b) => a - b)
    const middle = sizes[Math.floor(sizes.length / 2)] ?? 0
    // With two of them there is no usual size.
    if (sizes.length < 3) return
    for (const { name, at } of context.graph.services) {
      const own = sums.get(name) ?? 0
      if (own <= context.options.number('lines') || own <= middle * context.options.number('times')) continue
      const message = `${name} has ${own} lines of code, and the service in the middle of all ${sizes.length} has ${middle}.`
      yield { message, at, services: [name] }
    }
  },
}
