import { protocolOf } from '../../../products/protocols.ts'
import { ownersOfWorkloads } from '../../settings/owners.ts'
import type { Sources } from '../sources.ts'
import { kindOf, type StoreUse } from './uses.ts'

/** A variable that chooses among the databases that a program can speak with: `SHOP_DB_DRIVER=mysql`. */
const choosing = /(?:^|_)(?:DB|DATABASE|SQL)_?(?:DRIVER|DIALECT|TYPE|ENGINE|PROVIDER|VENDOR)$/i

/**
 * Whether a use of a database is of the kind that its service is told to take, where manifests tell it one: a program that
 * can be run with several of them has the libraries of all.
 */
export function chosenDatabases({ services, facts }: Sources): (use: StoreUse) => boolean {
  const owner = ownersOfWorkloads(services, facts)
  const chosen = new Map<string, Set<string>>()
  for (const { at, name, value, workload } of facts.of('env-set')) {
    const service = workload !== undefined && choosing.test(name) ? owner(at.file, workload) : undefined
    const protocol = service === undefined ? undefined : protocolOf(value ?? '')
    if (service === undefined || protocol === undefined) continue
    chosen.set(service.name, (chosen.get(service.name) ?? new Set()).add(protocol))
  }
  return ({ service, store }) => {
    const protocols = kindOf(store) === 'database' ? chosen.get(service.name) : undefined
    const own = protocolOf(store)
    // What is no database of rows stands beside the one that is chosen.
    return protocols === undefined || own === undefined || !ofRows.has(own) || protocols.has(own)
  }
}

const ofRows = new Set(['postgres', 'mysql', 'sqlserver', 'oracle', 'sqlite'])
