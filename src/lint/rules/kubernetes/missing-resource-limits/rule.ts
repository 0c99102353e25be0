import type { Rule } from '../../../rule.ts'
import { judgeContainers } from '../service-workloads.ts'

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
  check: (context) =>
    judgeContainers(context, ({ layers }) => {
      const isSet = (kind: 'requests' | 'limits', name: string): boolean =>
        // Kubernetes takes a limit for the request where only the limit is set.
        layers.some(({ resources }) => name in resources[kind] || name in resources.limits)
      const missing = wanted.filter(([kind, name]) => !isSet(kind, name))
      if (missing.length === 0) return undefined
      return { text: `has no ${missing.map((path) => `resources.${path.join('.')}`).join(', ')}` }
    }),
}
