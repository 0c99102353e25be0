import { inside, parted } from '../code/brackets.ts'
import type { AddressFact, At, DatabaseNameFact } from '../fact.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a file mentions that opens a connection by a driver itself, with no mapper between. */
export const opensConnection = mentionsAny(["'pg'", '"pg"', "'pg-", 'mysql'])

const modules: readonly (readonly [RegExp, scheme: string])[] = [
  [/['"]pg(?:-promise|-pool)?['"]/, 'postgres'],
  [/['"]mysql2?(?:\/promise)?['"]/, 'mysql'],
]
const opener = /^(?:Pool|Client|createPool|createConnection|pgp)$/
const bareHost = /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/i

/** Connections of `pg` and `mysql`: `new Pool({ host: 'db', database: 'orders' })`; of which only run time tells the host, their database. */
export function clientObjects(
  text: string,
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (AddressFact | DatabaseNameFact)[] {
  const [scheme, ...others] = modules.flatMap(([module, spoken]) => (module.test(text) ? [spoken] : []))
  if (scheme === undefined || others.length > 0) return []
  return tokens.flatMap(({ value }, index) =>
    opener.test(value) && tokens[index + 1]?.value === '(' && tokens[index + 2]?.value === '{'
      ? connectionIn(tokens, index + 2, scheme, at)
      : [],
  )
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
    literalOf(plain('database')) ?? named,
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
