import { isGatewayName } from '../../../../products/gateway-name.ts'
import type { Rule } from '../../../rule.ts'
import { platformServices } from '../../platform-services.ts'
import { serviceLines } from '../service-lines.ts'

export const nanoService: Rule = {
  id: 'nano-service',
  group: 'shape',
  severity: 'warning',
  preset: 'strict',
  needs: 'lines',
  summary: 'A service that is hardly more than what it costs to have one.',
  why: 'A pipeline, an image, manifests, a call over the network and a place on somebody’s pager: for a handful of lines.',
  help: 'Make it part of the service that it is always used and changed with.',
  options: { lines: { default: 50 } },
  *check(context) {
    const sums = serviceLines(context)
    const fewest = context.options.number('lines')
    const platform = platformServices(context)
    for (const { name, at } of context.graph.services) {
      const own = platform.has(name) || isGatewayName(name) ? undefined : sums.get(name)
      // One without any code is made of something else: a proxy, or what somebody else wrote.
      if (own === undefined || own >= fewest) continue
      yield { message: `${name} has ${own} lines of code, fewer than ${fewest}.`, at, services: [name] }
    }
  },
}
