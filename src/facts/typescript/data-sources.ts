import type { AddressFact, At, DatabaseNameFact, DataSourceFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { connectionIn } from './client-objects.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a file that chooses a store by a word mentions. */
export const choosesStore = mentionsAny(['typeorm', 'equelize', 'knex', 'mikro-orm', 'drizzle', 'Transport.'])

/** Knex reads a file of this name, which need not name it. */
export const knexfile = /(?:^|\/)knexfile\.[cm]?[jt]s$/

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
): (DataSourceFact | AddressFact | DatabaseNameFact)[] {
  return tokens.flatMap((token, index): (DataSourceFact | AddressFact | DatabaseNameFact)[] => {
    const [sign, next] = [tokens[index + 1]?.value, tokens[index + 2]]
    if (chooser.test(token.value) && sign === ':') {
      const text = literalOf(next) ?? ''
      const store = Object.hasOwn(databases, text) ? databases[text] : undefined
      if (store === undefined) return []
      const told = connection(tokens, index, store, at)
      return [{ kind: 'data-source', at: at(token.offset), store, detail: `${token.value}: '${text}'` }, ...told]
    }
    if (token.value !== 'Transport' || sign !== '.' || isOneOfMany(tokens, index)) return []
    const store = Object.hasOwn(transports, next?.value ?? '') ? transports[next?.value ?? ''] : undefined
    return store ? [{ kind: 'data-source', at: at(token.offset), store, detail: `Transport.${next?.value}` }] : []
  })
}

/**
 * Whether a transport is but one of those that code can be told to use: a case, a key, a comparison, a part of a type. What
 * it does use is handed over somewhere.
 */
function isOneOfMany(tokens: readonly CodeToken[], index: number): boolean {
  const [last, before, after, next] = [-2, -1, 3, 4].map((step) => tokens[index + step]?.value)
  if (before === 'case' || (before === '[' && after === ']' && next === ':')) return true
  const isUnion = (sign: string | undefined, other: string | undefined): boolean => sign === '|' && other !== '|'
  const isComparison = /^[!=]==?$/.test(before ?? '') || /^[!=]==?$/.test(after ?? '')
  return isUnion(before, last) || isUnion(after, next) || isComparison
}

/** The connection that stands beside the word, where its parts are written there: `host: 'db', database: 'orders'`. */
function connection(
  tokens: readonly CodeToken[],
  chooser: number,
  scheme: string,
  at: (offset: number) => At,
): (AddressFact | DatabaseNameFact)[] {
  // It stands among the first words of its object, or behind a spread.
  const from = Math.max(chooser - furthest, 0)
  const open = tokens.slice(from, chooser).findLastIndex(({ value }) => value === '{')
  if (open < 0) return []
  // Knex has it in an object of its own: `{ client: 'pg', connection: { host: 'db' } }`.
  const apart = tokens.slice(chooser, chooser + furthest).findIndex(({ value }) => value === 'connection') + chooser
  const isApart = apart > chooser && tokens[apart + 1]?.value === ':' && tokens[apart + 2]?.value === '{'
  if (isApart) return connectionIn(tokens, apart + 2, scheme, at)
  return connectionIn(tokens, from + open, scheme, at, firstArgument(tokens, from + open))
}

/** Sequelize is told its database before all else: `new Sequelize('orders', 'login', 'password', { host: 'db' })`. */
function firstArgument(tokens: readonly CodeToken[], open: number): string | undefined {
  const from = Math.max(open - 20, 0)
  const call = tokens.slice(from, open).findLastIndex(({ value }) => value === 'Sequelize')
  return call < 0 || tokens[from + call + 1]?.value !== '(' ? undefined : literalOf(tokens[from + call + 2])
}
