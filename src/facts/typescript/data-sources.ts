import { inside, parted } from '../code/brackets.ts'
import type { AddressFact, At, DataSourceFact } from '../fact.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a file that chooses a store by a word mentions. */
export const choosesStore = mentionsAny(['typeorm', 'equelize', 'knex', 'mikro-orm', 'drizzle', 'Transport.'])

/** Words of mappers for the databases that they speak with. */
const databases: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  pg: 'postgres',
  cockroachdb: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mysql',
  mssql: 'sqlserver',
  mongodb: 'mongodb',
  mongo: 'mongodb',
  oracle: 'oracle',
}
const chooser = /^(?:type|dialect|client)$/
/** So many words may stand between the word and the bracket that it stands in. */
const furthest = 60
/** Transports of NestJS that go through a server of their own. */
const transports: Readonly<Record<string, string>> = {
  NATS: 'nats',
  REDIS: 'redis',
  RMQ: 'rabbitmq',
  KAFKA: 'kafka',
  MQTT: 'mqtt',
}

/** Stores that code chooses by a word: `type: 'postgres'` of TypeORM and its like, `Transport.RMQ` of NestJS. */
export function dataSources(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (DataSourceFact | AddressFact)[] {
  return tokens.flatMap((token, index): (DataSourceFact | AddressFact)[] => {
    const [sign, next] = [tokens[index + 1]?.value, tokens[index + 2]]
    if (chooser.test(token.value) && sign === ':') {
      const text = literalOf(next) ?? ''
      const store = Object.hasOwn(databases, text) ? databases[text] : undefined
      if (store === undefined) return []
      const told = connection(tokens, index, store, at)
      return [{ kind: 'data-source', at: at(token.offset), store, detail: `${token.value}: '${text}'` }, ...told]
    }
    if (token.value !== 'Transport' || sign !== '.') return []
    const store = Object.hasOwn(transports, next?.value ?? '') ? transports[next?.value ?? ''] : undefined
    return store ? [{ kind: 'data-source', at: at(token.offset), store, detail: `Transport.${next?.value}` }] : []
  })
}

const bareHost = /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/i

/** The connection that stands beside the word, where host and database are written there: `host: 'db', database: 'orders'`. */
function connection(
  tokens: readonly CodeToken[],
  chooser: number,
  scheme: string,
  at: (offset: number) => At,
): AddressFact[] {
  // It stands among the first words of its object, or behind a spread.
  const open = tokens.slice(Math.max(chooser - furthest, 0), chooser).findLastIndex(({ value }) => value === '{')
  if (open < 0) return []
  const fields = new Map(
    parted(inside(tokens, Math.max(chooser - furthest, 0) + open)).flatMap(([key, sign, value, ...more]) =>
      key && value && sign?.value === ':' && more.length === 0 ? [[key.value, value] as const] : [],
    ),
  )
  const written = fields.get('host')
  const [host, path, user] = [literalOf(written), literalOf(fields.get('database')), literalOf(fields.get('username'))]
  if (written === undefined || host === undefined || path === undefined || !bareHost.test(host)) return []
  const port = Number(fields.get('port')?.value)
  const known = present({ port: Number.isInteger(port) ? port : undefined, path, user })
  const address = { scheme, host, ...known, shown: `${host}/${path}` }
  return [{ kind: 'address', at: at(written.offset), address, use: 'literal' }]
}
