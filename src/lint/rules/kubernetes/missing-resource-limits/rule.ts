import type { Rule } from '../../../rule.ts'
import { patched, serviceWorkloads } from '../service-workloads.ts'

/** No CPU limit: throttling by quota slows a service although the node has time to spare; requests share it fairly. */
const wanted = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const

export const missingResourceLimits: Rule = {
  id: 'missing-resource-limits',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A container that may take as much of a node as it likes.',
  why: 'One service with a leak takes its neighbours down with it, and the scheduler cannot place or scale it.',
  help: 'Set resources.requests.cpu, resources.requests.memory and resources.limits.memory on the container.',
  *check(context) {
    for (const entry of serviceWorkloads(context)) {
      const { service, workload } = entry
      for (const container of entry.containers) {
        const sources = [container, ...patched(entry, container)]
        const missing = wanted.filter(([kind, name]) => !sources.some(({ resources }) => name in resources[kind]))
        if (missing.length === 0) continue
        const words = missing.map((path) => `resources.${path.join('.')}`).join(', ')
        yield {
          message: `${workload.type} ${workload.name}: the container ${container.name} of ${service.name} has no ${words}.`,
          at: container.at,
          services: [service.name],
        }
      }
    }
  },
}
