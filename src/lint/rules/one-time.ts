import type { RuleContext } from '../rule.ts'

/** `Shop.DbMigrator`, which ABP begins every system with. */
const migrator = /(?:^|[.\-_])(?:db-?)?migrator$/i

/**
 * Services that the cluster only runs as Jobs, once, and those that are called so: a migration, a first filling. They belong to the service whose data
 * they prepare, and share its secrets, its database and its types by their nature.
 */
export function oneTimeServices({ facts, graph, subjectOf }: RuleContext): ReadonlySet<string> {
  const types = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const service = workload.source === 'kubernetes' && !workload.partial ? subjectOf(workload)?.name : undefined
    if (service !== undefined) types.set(service, (types.get(service) ?? new Set()).add(workload.type))
  }
  const jobs = [...types].flatMap(([service, all]) => (all.size === 1 && all.has('Job') ? [service] : []))
  return new Set([...jobs, ...graph.services.flatMap(({ name }) => (migrator.test(name) ? [name] : []))])
}
