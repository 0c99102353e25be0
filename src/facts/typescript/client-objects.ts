import { inside, parted } from '../code/brackets.ts'
import type { AddressFact, At, DatabaseNameFact, EnvReadFact } from '../fact.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a file mentions that opens a connection by a driver itself, or by a mapper that is called after one. */
export const opensConnection = mentionsAny(["'pg'", '"pg"', "'pg-", 'mysql', '@mikro-orm/'])

const modules: readonly (readonly [RegExp, scheme: string])[] = [
  [/['"]pg(?:-promise|-pool)?['"]/, 'postgres'],
  [/['"]mysql2?(?:\/promise)?['"]/, 'mysql'],
  [/['"]@mikro-orm\/postgresql['"]/, 'postgres'],
  [/['"]@mikro-orm\/(?:mysql|mariadb)['"]/, 'mysql'],
]
const opener = /^(?:Pool|Client|createPool|createConnection|pgp|defineConfig|init)$/
const bareHost = /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/i

/** Variables by which every client of PostgreSQL finds its server where it is told none (https://www.postgresql.org/docs/current/libpq-envars.html). */
const ofPostgres = ['PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER']
const placing = /^(?:host|connectionString|database|port)$/

/**
 * Connections of `pg` and `mysql`: `new Pool({ host: 'db', database: 'orders' })`; of which only run time tells the host, their
 * database; and the variables that one of PostgreSQL goes by which is told nothing: `new Pool()`.
 */
export function clientObjects(
  text: string,
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (AddressFact | DatabaseNameFact | EnvReadFact)[] {
  const [scheme, ...others] = new Set(modules.flatMap(([module, spoken]) => (module.test(text) ? [spoken] : [])))
  if (scheme === undefined || others.length > 0) return []
  return tokens.flatMap(({ value, offset }, index): (AddressFact | DatabaseNameFact | EnvReadFact)[] => {
    if (!opener.test(value) || tokens[index + 1]?.value !== '(') return []
    const isObject = tokens[index + 2]?.value === '{'
    const isMade = tokens[index - 1]?.value === 'new' || tokens[index - 3]?.value === 'new'
    const isBare =
      scheme === 'postgres' &&
      isMade &&
      (tokens[index + 2]?.value === ')' ||
        (isObject &&
          parted(inside(tokens, index + 2)).every(
            ([key, sign]) => sign?.value === ':' && !placing.test(key?.value ?? ''),
          )))
    if (isBare) return ofPostgres.map((name) => ({ kind: 'env-read', at: at(offset), name }))
    return isObject ? connectionIn(tokens, index + 2, scheme, at) : []
  })
}

/** What an object with the parts of a connection tells: where its host is written, the whole; else the name of the database. */
export function connectionIn(
  tokens: readonly CodeToken[],
  open: number,
  scheme: string,
  at: (offset: number) => At,
  named?: string,
): (AddressFact | DatabaseNameFact)[] {
  const members = parted(inside(tokens, open)).filter(([, sign]) => sign?.value === ':')
  const of = (...keys: readonly string[]) => members.find(([key]) => keys.includes(key?.value ?? ''))
  const plain = (...keys: readonly string[]): CodeToken | undefined => {
    const member = of(...keys)
    return member?.length === 3 ? member[2] : undefined
  }
  const written = plain('host')
  const [host, path, user] = [
    literalOf(written),
    literalOf(plain('database', 'dbName')) ?? named,
    literalOf(plain('user', 'username')),
  ]
  if (path === undefined) return []
  const place = written ?? of('host')?.[0]
  if (host === undefined)
    return place ? [{ kind: 'database-name', at: at(place.offset), store: scheme, name: path }] : []
  if (place === undefined || !bareHost.test(host)) return []
  const port = Number(plain('port')?.value)
  const known = present({ port: Number.isInteger(port) ? port : undefined, path, user })
  return [
    {
      kind: 'address',
      at: at(place.offset),
      address: { scheme, host, ...known, shown: `${host}/${path}` },
      use: 'literal',
    },
  ]
}
