import { holdsAllOthers } from '../../graph/telling-names.ts'
import type { RuleContext } from '../rule.ts'

/** `Shop.DbMigrator`, which ABP begins every system with. */
const migrator = /(?:^|[.\-_])(?:db-?)?migrator$/i

/**
 * Services that share what another one has by their nature. Those that the cluster only runs as Jobs, once, and those that are
 * called so: a migration, a first filling; they belong to the service whose data they prepare. And what says by its name that it
 * holds all others (`shop-aio`), an edition of the system that is run instead of them.
 */
export function sharingByNature({ facts, graph, subjectOf }: RuleContext): ReadonlySet<string> {
  const types = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const service = workload.source === 'kubernetes' && !workload.partial ? subjectOf(workload)?.name : undefined
    if (service !== undefined) types.set(service, (types.get(service) ?? new Set()).add(workload.type))
  }
  const jobs = [...types].flatMap(([service, all]) => (all.size === 1 && all.has('Job') ? [service] : []))
  const called = graph.services.filter((each) => migrator.test(each.name) || holdsAllOthers(each))
  return new Set([...jobs, ...called.map(({ name }) => name)])
}
