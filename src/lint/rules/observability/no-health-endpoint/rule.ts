import type { Rule } from '../../../rule.ts'
import { answeringServices, lacks } from '../answering.ts'

export const noHealthEndpoint: Rule = {
  id: 'no-health-endpoint',
  group: 'observability',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service that nobody can ask whether it is well.',
  why: 'Whoever runs it learns of a fault from its users: nothing takes it out of rotation, restarts it, or holds back a bad release.',
  help: 'Answer at /livez and /readyz, and name both in the manifests as probes.',
  *check(context) {
    const isWithout = lacks(context, 'health')
    for (const service of answeringServices(context).filter(isWithout)) {
      yield {
        message: `${service.name} answers no question for its health: nothing in it has to do with one.`,
        at: service.at,
        services: [service.name],
      }
    }
  },
}
