import type { LimitRangeFact, WorkloadFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Rule, RuleContext } from '../../../rule.ts'
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
  check: (context) => {
    const givenBy = defaultsOf(context)
    return judgeContainers(context, ({ layers, workload }) => {
      const given = givenBy(workload)
      const isSet = (kind: 'requests' | 'limits', name: string): boolean =>
        given.some(({ defaults }) => [...defaults[kind], ...defaults.limits].includes(name)) ||
        // Kubernetes takes a limit for the request where only the limit is set.
        layers.some(({ resources }) => name in resources[kind] || name in resources.limits)
      const missing = wanted.filter(([kind, name]) => !isSet(kind, name))
      if (missing.length === 0) return undefined
      return { text: `has no ${missing.map((path) => `resources.${path.join('.')}`).join(', ')}` }
    })
  },
}

/** What each namespace gives containers that say nothing: a LimitRange that names none is applied to that of whoever applies it. */
function defaultsOf({ facts }: RuleContext): (workload: WorkloadFact) => readonly LimitRangeFact[] {
  const ranges = facts.of('limit-range').filter(({ at }) => !isTestFile(at.file))
  return ({ namespace }) => ranges.filter((each) => each.namespace === namespace)
}
