import type { At } from '../../../../facts/fact.ts'
import type { Graph } from '../../../../graph/graph.ts'
import { isLocal, isLoopback } from '../../../../graph/hosts/index.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { heldBy, portOf, protocolOf } from '../../../../products/protocols.ts'

/** One place where a service connects to a database. */
export interface Connection {
  readonly service: string
  readonly at: At
  /** The database as people write it, without secrets. */
  readonly shown: string
  /** Several schemas may lie in one database. */
  readonly hasSchemas: boolean
  readonly schema?: string | undefined
  readonly login?: string | undefined
  /** The profile of Spring without which nothing connects there. */
  readonly profile?: string | undefined
}

/** `application-mysql.yml` holds what is so with the profile `mysql` alone. */
const profileOf = (file: string): string | undefined =>
  /(?:^|\/)(?:application|bootstrap)-([\w-]+)\.(?:ya?ml|properties)$/.exec(file)?.[1]

/**
 * A database on the developer's machine with a name that every template has: each service may mean another one. A port that is not
 * the product's own is nobody's template: one server alone has it.
 */
const isPlaceholder = (host: string, database: string, isUsualPort: boolean): boolean =>
  isLocal(host) &&
  isUsualPort &&
  /^(?:tests?|test[-_]?db|my[-_]?(?:db|database)|demo|example|sample|db|database|postgres|mysql|gorm|root|sa|laravel|forge|homestead)$/i.test(
    database,
  )

/** Connections by the database that they lead to. One to a server without a database's name tells of no database. */
export function connectionsByDatabase(
  graph: Graph,
  counts: (service: string) => boolean,
  networkOf: (file: string, host: string) => string,
  isElsewhere: (service: string, file: string) => boolean,
): Map<string, Connection[]> {
  const databases = new Map<string, Connection[]>()
  for (const { from, to, kind, evidence } of graph.edges) {
    if (!counts(from)) continue
    for (const { file, line, column, address, setting, origin } of evidence) {
      if (origin !== undefined && kind === 'database') {
        const known = databases.get(origin) ?? []
        databases.set(origin, [...known, { service: from, at: { file, line, column }, shown: to, hasSchemas: false }])
      }
      // Where the settings' names tell of no product, what runs there does.
      const scheme = address?.scheme === 'sql' ? (protocolOf(to) ?? 'sql') : (address?.scheme ?? '')
      const { host = '', port = portOf(scheme), schema, user: login } = address ?? {}
      if (heldBy(scheme) === undefined || isTestFile(file) || isElsewhere(from, file)) continue
      // PostgreSQL takes the login for the database where an address names none; settings given apart may leave it to code.
      const isApart = /(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i.test(setting ?? '')
      const database = address?.path ?? (scheme === 'postgres' && !isApart ? login : undefined)
      if (database === undefined || isPlaceholder(host, database, port === portOf(scheme))) continue
      const key = `${networkOf(file, host)} ${isLoopback(host) ? 'localhost' : host.toLowerCase()}:${port ?? ''}/${database}`
      const at = { file, line, column }
      const connection = {
        service: from,
        at,
        shown: to,
        hasSchemas: heldBy(scheme) === 'schemas',
        schema,
        login,
        profile: profileOf(file),
      }
      databases.set(key, [...(databases.get(key) ?? []), connection])
    }
  }
  return databases
}

/** Whether two connections to one database can reach the same tables; undefined where only the tables can tell. */
export function sharesTables(a: Connection, b: Connection): boolean | undefined {
  if (!a.hasSchemas) return true
  if (a.login !== undefined && a.login === b.login) return true
  if (a.schema !== undefined && b.schema !== undefined) return a.schema === b.schema
  return a.login !== undefined && b.login !== undefined ? undefined : true
}
