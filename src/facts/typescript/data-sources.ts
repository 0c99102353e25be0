import type { At, DataSourceFact } from '../fact.ts'
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
/** Transports of NestJS that go through a server of their own. */
const transports: Readonly<Record<string, string>> = {
  NATS: 'nats',
  REDIS: 'redis',
  RMQ: 'rabbitmq',
  KAFKA: 'kafka',
  MQTT: 'mqtt',
}

/** Stores that code chooses by a word: `type: 'postgres'` of TypeORM and its like, `Transport.RMQ` of NestJS. */
export function dataSources(tokens: readonly CodeToken[], at: (offset: number) => At): DataSourceFact[] {
  return tokens.flatMap((token, index): DataSourceFact[] => {
    const [sign, next] = [tokens[index + 1]?.value, tokens[index + 2]]
    if (chooser.test(token.value) && sign === ':') {
      const text = literalOf(next) ?? ''
      const store = Object.hasOwn(databases, text) ? databases[text] : undefined
      return store ? [{ kind: 'data-source', at: at(token.offset), store, detail: `${token.value}: '${text}'` }] : []
    }
    if (token.value !== 'Transport' || sign !== '.') return []
    const store = Object.hasOwn(transports, next?.value ?? '') ? transports[next?.value ?? ''] : undefined
    return store ? [{ kind: 'data-source', at: at(token.offset), store, detail: `Transport.${next?.value}` }] : []
  })
}
