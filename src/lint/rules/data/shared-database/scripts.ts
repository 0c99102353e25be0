import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, RuleContext } from '../../../rule.ts'
import type { Connection } from './connections.ts'

/**
 * Services whose scripts make or choose a database of one name. Where it is known which databases they connect to, that
 * decides: the same name on two servers is no sharing.
 */
export function* sharedScripts(
  { facts, serviceOf }: RuleContext,
  databases: ReadonlyMap<string, readonly Connection[]>,
): Iterable<Report> {
  const connected = new Set([...databases.values()].flat().map(({ service }) => service))
  const users = new Map<string, Map<string, Report['at']>>()
  for (const { at, database } of facts.of('database-use')) {
    const service = isTestFile(at.file) ? undefined : serviceOf(at.file)?.name
    if (service === undefined || connected.has(service)) continue
    const known = users.get(database) ?? new Map<string, Report['at']>()
    // The last word of a script is where it works.
    users.set(database, known.set(service, at))
  }
  for (const [database, places] of users) {
    const [first, ...others] = [...places].sort(([a], [b]) => (a < b ? -1 : 1))
    if (first === undefined || others.length === 0) continue
    const names = [first, ...others].map(([service]) => service)
    yield {
      message: `The scripts of ${names.join(', ')} work in one database: ${database}.`,
      at: first[1],
      services: names,
      severity: 'warning',
      related: others.map(([service, at]) => ({ ...at, message: `${service} works in it here` })),
      help: 'Give each service a database (or schema and login) of its own, with a name of its own.',
    }
  }
}
