import type { At } from '../../../../facts/fact.ts'
import { isLocal } from '../../../../graph/hosts/index.ts'
import { families } from '../../../../graph/owners/families.ts'
import { areRoles } from '../../../../graph/owners/program-roles.ts'
import { portOf } from '../../../../products/protocols.ts'
import { allOf } from '../../../listed.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { sharingByNature } from '../../by-nature.ts'
import { byNearness, toldOnce } from '../../copies-of-files.ts'
import { type Connection, connectionsByDatabase, sharesTables } from './connections.ts'
import { keepsKeys } from './keepers.ts'
import { localCaches } from './local-caches.ts'
import { ownNetworks } from './own-networks.ts'
import { sharedScripts } from './scripts.ts'
import { shownElsewhere } from './shown-elsewhere.ts'
import { type Tables, tablesOf } from './tables.ts'

export const sharedDatabase: Rule = {
  id: 'shared-database',
  group: 'data',
  severity: 'error',
  summary: 'Two services use one database, or one points into tables of another.',
  why: 'Its tables become an interface that nobody versions: no service can change its data without the others.',
  help: 'Give each service a database (or schema and login) of its own; let the others ask its API or hear its events.',
  *check(context) {
    const byNature = sharingByNature(context)
    const networkOf = ownNetworks(context.facts)
    const counts = (service: string): boolean => !byNature.has(service)
    const isElsewhere = shownElsewhere(context)
    const databases = connectionsByDatabase(context.graph, counts, networkOf, isElsewhere)
    const tables = tablesOf(context)
    const isOne = families(context.graph.services)
    const isProgram = areRoles(context.graph.services)
    const found = [...databases.values()].flatMap((connections) => sharing(connections, tables, isOne, isProgram))
    const shown = toldOnce(acrossEnvironments(found))
    yield* shown
    // What the catalog says and the tree shows as well is said once.
    const told = new Set(shown.map(({ services }) => services.join()))
    for (const report of declaredSharing(context)) if (!told.has(report.services.join())) yield report
    yield* foreignKeys(tables, databases, isOne)
    yield* sharedScripts(context, databases)
    yield* toldOnce(sharedCaches(context, counts, networkOf, isOne, isElsewhere))
  },
}

/** Whether two are programs of one service. */
type Family = (a: string, b: string) => boolean

/** What the same services share, found under one name at several addresses: an environment each, and one fault. */
function acrossEnvironments(found: readonly Sharing[]): Report[] {
  const alike = new Map<string, Sharing[]>()
  for (const each of found) {
    const key = `${each.report.services.join()} ${each.shown.replace(/^.*\//, '')}`
    alike.set(key, [...(alike.get(key) ?? []), each])
  }
  return [...alike.values()].flatMap((each) => {
    const [first, ...others] = each.toSorted((a, b) => byNearness(a.report.at.file, b.report.at.file))
    if (first === undefined) return []
    const also = others.map(({ report: { at }, shown }) => ({ ...at, message: `here they share ${shown}` }))
    return [{ ...first.report, related: [...(first.report.related ?? []), ...also] }]
  })
}

/** A database that several services use, as people write it. */
interface Sharing {
  readonly report: Report
  readonly shown: string
}

/** Roles of one program are built and released together, with their tables. */
function sharing(connections: readonly Connection[], tables: Tables, isOne: Family, isProgram: Family): Sharing[] {
  const meets = (a: Connection, b: Connection): boolean =>
    a.service !== b.service && (sharesTables(a, b) ?? tables.common(a.service, b.service).length > 0)
  const joined = connections.filter((a) => connections.some((b) => meets(a, b)))
  // Each service once, by its strongest evidence, which comes first.
  const all = [...new Map(joined.toReversed().map((each) => [each.service, each])).values()].toReversed()
  // Those that connect with a profile alone are told of where the others are not enough.
  const always = all.filter(({ profile }) => profile === undefined)
  const users = always.length > 1 ? always : all
  const [first, ...others] = users
  if (first === undefined || others.every(({ service }) => isProgram(first.service, service))) return []
  // Documents are in no tables, whatever a service keeps elsewhere.
  const both = first.shown.startsWith('mongodb')
    ? []
    : users.flatMap((a, index) => users.slice(index + 1).flatMap((b) => tables.common(a.service, b.service)))
  const meeting = both.length > 0 ? `, and meet in its table ${[...new Set(both)].map(quoted).join(', ')}` : ''
  const found = report(
    first,
    others,
    `${list(users)} use one database: ${first.shown}${withProfiles(users)}${meeting}.`,
    'connects to it here',
  )
  // Whoever deploys programs of one service apart may mean it so, and has one team for both.
  const isFamily = others.every(({ service }) => isOne(first.service, service))
  return [{ report: isFamily ? { ...found, severity: 'warning' } : found, shown: first.shown }]
}

/** ` (with the profile mysql)`, where that is so of one of them at least. */
function withProfiles(users: readonly Connection[]): string {
  const profiles = [...new Set(users.flatMap(({ profile }) => profile ?? []))]
  return profiles.length === 0 ? '' : ` (with the profile ${allOf(profiles)})`
}

/** Two Components that depend on one Resource: a server that holds several databases is another type of it. */
function* declaredSharing({ catalog, graph }: RuleContext): Iterable<Report> {
  const isDatabase = new Set(
    catalog.entities
      .filter(({ kind, spec }) => kind.toLowerCase() === 'resource' && spec['type'] === 'database')
      .map(({ name }) => name),
  )
  const users = new Map<string, { service: string; at: At }[]>()
  for (const { from, to, declared, evidence } of graph.edges) {
    const proof = evidence.find(({ kind }) => kind === 'catalog')
    if (!declared || proof === undefined || !isDatabase.has(to)) continue
    const at = { file: proof.file, line: proof.line, column: proof.column }
    users.set(to, [...(users.get(to) ?? []), { service: from, at }])
  }
  for (const [database, each] of users) {
    const [first, ...others] = each
    if (first === undefined || others.length === 0) continue
    yield report(first, others, `${list(each)} declare one database: ${database}.`, 'depends on it here')
  }
}

function* foreignKeys(
  tables: Tables,
  databases: ReadonlyMap<string, readonly Connection[]>,
  isOne: Family,
): Iterable<Report> {
  const databasesOf = (name: string): string[] =>
    [...databases].filter(([, users]) => users.some(({ service }) => service === name)).map(([key]) => key)
  for (const { use, service, maker, table, at, made } of tables.foreign()) {
    const [own, others] = [databasesOf(service), databasesOf(maker)]
    // Nothing reaches into another database: the table is then one of its own that something else makes.
    const isApart = own.length > 0 && others.length > 0 && !own.some((key) => others.includes(key))
    if (isApart || isOne(service, maker)) continue
    const does = use === 'references' ? 'has a foreign key to' : 'queries'
    yield {
      message: `${service} ${does} the table "${table}", which is ${maker}'s.`,
      at,
      services: [service, maker],
      related: [{ ...made, message: `${maker} makes "${table}"` }],
    }
  }
}

/** One cache and one numbered database in it: keys of one can be overwritten by the other. */
/** A cache has no schemas and, before version 6 of Redis, no logins; a numbered database keeps keys apart. */
const cacheHelp =
  'Give each service a cache of its own, or a numbered database in it; let the others ask its API for what it keeps.'

function* sharedCaches(
  context: RuleContext,
  counts: (service: string) => boolean,
  networkOf: (file: string, host: string) => string,
  isOne: Family,
  isElsewhere: (service: string, file: string) => boolean,
): Iterable<Report> {
  const keeps = keepsKeys(context)
  const isOneHere = localCaches(context)
  const users = new Map<string, { service: string; at: At; shown: string }[]>()
  for (const { from, kind, evidence } of context.graph.edges) {
    for (const { file, line, column, address } of kind === 'cache' && counts(from) && keeps(from) ? evidence : []) {
      // One that is called a queue passes messages on, and keeps nobody's keys.
      if (address === undefined || isQueue(address.host) || isElsewhere(from, file)) continue
      const isHere = isLocal(address.host)
      if (isHere && !isOneHere(from)) continue
      const end = `${isHere ? 'localhost' : address.host.toLowerCase()}:${address.port ?? portOf('redis')}`
      const key = `${networkOf(file, address.host)} ${end}/${/^\d+$/.test(address.path ?? '') ? address.path : '0'}`
      const known = users.get(key) ?? []
      const use = { service: from, at: { file, line, column }, shown: address.host }
      if (!known.some(({ service }) => service === from)) users.set(key, [...known, use])
    }
  }
  for (const each of inAllEnvironments([...users.values()])) {
    const [first, ...others] = each
    if (first === undefined || others.every(({ service }) => isOne(service, first.service))) continue
    const message = `${list(each)} keep their keys in one cache: ${first.shown}.`
    yield { ...report(first, others, message, 'connects to it here'), severity: 'warning', help: cacheHelp }
  }
}

/** Caches of one name that two services or more have in common are one, which each environment starts for itself. */
function inAllEnvironments<User extends { readonly service: string; readonly shown: string; readonly at: At }>(
  caches: readonly (readonly User[])[],
): readonly (readonly User[])[] {
  const merged: User[][] = []
  // `redis.infra.svc.cluster.local` is in the cluster what compose calls `redis`.
  const nameOf = (user: User | undefined): string | undefined =>
    user?.shown.toLowerCase().replace(/(?:\.[\w-]+)?\.svc(?:\.cluster\.local)?$/, '')
  for (const users of caches.toSorted((a, b) => b.length - a.length)) {
    const isAlso = (known: readonly User[]): boolean => {
      const common = users.filter(({ service }) => known.some((other) => other.service === service)).length
      // The same services in another file: an environment that calls the cache otherwise.
      const isApart = !users.some(({ at }) => known.some((other) => other.at.file === at.file))
      const isOfAll = common === users.length && common === new Set(known.map(({ service }) => service)).size && isApart
      return isOfAll || (common > 1 && nameOf(known[0]) === nameOf(users[0]))
    }
    const known = merged.find(isAlso)
    if (known === undefined) merged.push([...users])
    else known.push(...users)
  }
  return merged.map((users) => {
    if (new Set(users.map(({ service }) => service)).size === users.length) return users
    const near = users.toSorted((a, b) => byNearness(a.at.file, b.at.file))
    return near.filter(({ service }, index) => near.findIndex((other) => other.service === service) === index)
  })
}

const isQueue = (host: string): boolean => /(?:^|[-_.])(?:mq|queue|broker|bus|pub-?sub)(?:[-_.]|$)/i.test(host)

type User = { readonly service: string; readonly at: At }

function report(first: User, others: readonly User[], message: string, told: string): Report {
  return {
    message,
    at: first.at,
    services: [first, ...others].map(({ service }) => service),
    related: others.map(({ service, at }) => ({ ...at, message: `${service} ${told}` })),
  }
}

const quoted = (text: string): string => `"${text}"`

const list = (users: readonly User[]): string => allOf(users.map(({ service }) => service))
