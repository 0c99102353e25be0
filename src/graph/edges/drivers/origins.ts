import { posix } from 'node:path'
import type { WorkloadFact } from '../../../facts/fact.ts'
import { present } from '../../../facts/present.ts'
import { protocolOf } from '../../../products/protocols.ts'
import { envFiles } from '../../env-files.ts'
import type { Service } from '../../graph.ts'
import { absentSettings } from '../../settings/absent.ts'
import { boundNames } from '../../settings/bound.ts'
import { workloadNamed } from '../../subjects/of-fact.ts'
import { serviceOfWorkload } from '../../subjects/of-workload.ts'
import { isTestFile } from '../../test-file.ts'
import type { Sources } from '../sources.ts'
import { kindOf, type Origin } from './uses.ts'

/** The name of a variable that holds an address as a whole. */
const whole = /(?:^|_)(?:URL|URI|DSN|CONNECTION|CONNECTION_?STRING|CONN_?STR(?:ING)?)$|^ConnectionStrings?__/i
const ofDatabase = /(?:^|_)(?:DB|DATABASE|SQL|PG|DATA_?SOURCE)(?:_|$)|^ConnectionStrings?__/i
/** A variable of the shell that compose fills in, with nothing before or behind it. */
const filledIn = /^\$\{?(\w+)(?::?\?[^}]*)?\}?$/

/**
 * Finds for a use of a store the one Secret, file or variable of the shell that several services are given its address
 * from: they have one store then, wherever it is. What no other service is given tells nothing.
 */
export function sharedOrigins(sources: Sources): (of: Service, store: string) => Origin | undefined {
  const reads = addressesRead(sources)
  const isBound = boundNames(sources.facts, sources.ownersOf)
  const given = new Map<Service, Origin[]>()
  const users = new Map<string, Set<Service>>()
  for (const { service, origin } of [...byVariable(sources), ...byWhole(sources, reads)]) {
    if (!isBound(service, origin.setting) && !reads.get(service)?.has(origin.setting)) continue
    given.set(service, [...(given.get(service) ?? []), origin])
    users.set(origin.name, (users.get(origin.name) ?? new Set()).add(service))
  }
  const databaseOf = oneDatabase(sources)
  return (service, store) => {
    const origin = given
      .get(service)
      ?.filter(({ name, setting }) => (users.get(name)?.size ?? 0) > 1 && isFor(setting, store))
      .toSorted((a, b) => a.setting.length - b.setting.length)[0]
    const database = origin === undefined ? undefined : databaseOf(service, store)
    return origin && { ...origin, ...present({ database }) }
  }
}

/** Finds the one database that the code of a service names beside an address which is told elsewhere: others there are others'. */
function oneDatabase({ facts, ownersOf }: Sources): (of: Service, store: string) => string | undefined {
  const names = new Map<string, Set<string>>()
  const keyOf = (service: Service, store: string): string => `${service.name}\0${protocolOf(store)}`
  for (const { at, store, name } of facts.of('database-name')) {
    for (const service of name === '' || isTestFile(at.file) ? [] : ownersOf(at.file))
      names.set(keyOf(service, store), (names.get(keyOf(service, store)) ?? new Set()).add(name))
  }
  return (service, store) => {
    const [only, ...others] = names.get(keyOf(service, store)) ?? []
    return others.length === 0 ? only : undefined
  }
}

/** Whether a variable of this name holds the address of a store of this kind. */
function isFor(setting: string, store: string): boolean {
  const told = protocolOf(setting)
  return told === undefined ? ofDatabase.test(setting) && kindOf(store) === 'database' : told === protocolOf(store)
}

/** Names of variables with whole addresses that the code of each service reads. */
function addressesRead({ facts, ownersOf }: Sources): ReadonlyMap<Service, ReadonlySet<string>> {
  const reads = new Map<Service, Set<string>>()
  for (const { at, name } of facts.of('env-read')) {
    for (const service of whole.test(name) && !isTestFile(at.file) ? ownersOf(at.file) : [])
      reads.set(service, (reads.get(service) ?? new Set()).add(name))
  }
  return reads
}

interface Given {
  readonly service: Service
  readonly origin: Origin
}

/** Variables one by one: from a key of a Secret, or from one of the shell by compose. */
function byVariable({ services, facts }: Sources): Given[] {
  const variables = envFiles(facts)
  return facts.of('env-set').flatMap(({ at, name, from, value, workload: of }): Given[] => {
    const workload = of === undefined || !whole.test(name) ? undefined : workloadNamed(facts, of, at.file)
    const service = workload && serviceOfWorkload({ services }, workload)
    if (workload === undefined || service === undefined || liesWithin(service, at.file)) return []
    const told = (source: string): Given[] => [
      { service, origin: { name: placed(workload, source), at, setting: name } },
    ]
    if (from.source !== 'literal')
      return told(`${from.source === 'secret' ? 'Secret' : 'ConfigMap'} ${from.object}/${from.key}`)
    if (workload.source !== 'compose') return []
    const variable = value === undefined ? name : filledIn.exec(value)?.[1]
    return variable === undefined || variables.beside(at.file, variable) !== undefined ? [] : told(`$${variable}`)
  })
}

/** The one Secret or file of variables that a workload takes whole and that is not here, with the addresses that its code reads. */
function byWhole({ services, facts }: Sources, reads: ReadonlyMap<Service, ReadonlySet<string>>): Given[] {
  const absentOf = absentSettings(facts)
  const set = new Set(facts.of('env-set').map(({ at, name, workload }) => `${at.file}\0${workload ?? ''}\0${name}`))
  return facts.of('workload').flatMap((workload): Given[] => {
    const absent = absentOf(workload)
    const service = absent.length === 1 ? serviceOfWorkload({ services }, workload) : undefined
    const [first] = absent
    if (service === undefined || first === undefined || liesWithin(service, workload.at.file)) return []
    const names = [...(reads.get(service) ?? [])].filter(
      (name) => !set.has(`${workload.at.file}\0${workload.name}\0${name}`),
    )
    return names.map((setting) => ({
      service,
      origin: { name: placed(workload, `${first.of}/${setting}`), at: first.at, setting },
    }))
  })
}

/** What each service keeps in its own folder may be deployed to a namespace of its own. */
const liesWithin = (service: Service, file: string): boolean =>
  service.path !== '.' && file.startsWith(`${service.path}/`)

/** The same name in another namespace, or in compose files that do not lie together, is something else. */
function placed({ source, namespace, at }: WorkloadFact, name: string): string {
  const folder = source === 'compose' ? posix.dirname(at.file) : (namespace ?? '.')
  return folder === '.' || folder === 'default' ? name : `${name} (${folder})`
}
