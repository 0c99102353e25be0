import type { RuleContext } from '../rule.ts'

/**
 * Services that the cluster only runs as Jobs, once: a migration, a first filling. They belong to the service whose data
 * they prepare, and share its secrets, its database and its types by their nature.
 */
export function oneTimeServices({ facts, subjectOf }: RuleContext): ReadonlySet<string> {
  const types = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const service = workload.source === 'kubernetes' && !workload.partial ? subjectOf(workload)?.name : undefined
    if (service !== undefined) types.set(service, (types.get(service) ?? new Set()).add(workload.type))
  }
  return new Set([...types].flatMap(([service, all]) => (all.size === 1 && all.has('Job') ? [service] : [])))
}
