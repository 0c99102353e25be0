import type { ImportFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { EdgeKind, Resource, Service } from '../graph.ts'
import { serviceOf } from '../subjects.ts'
import { isTestFile } from '../test-file.ts'
import type { EdgeSet } from './edge-set.ts'

type Store = 'database' | 'cache' | 'broker'

/** Libraries that do nothing but speak with one kind of server, by what code imports. */
const drivers: readonly (readonly [RegExp, string, Store])[] = [
  [/^(?:pg|postgres|pg-promise|psycopg2?(?:\.|$)|asyncpg|github\.com\/(?:lib\/pq|jackc\/pgx))/, 'postgres', 'database'],
  [/^(?:mysql2?(?:\/|$)|pymysql|MySQLdb|aiomysql|github\.com\/go-sql-driver\/mysql)/, 'mysql', 'database'],
  [
    /^(?:mongodb$|mongoose$|pymongo|motor(?:\.|$)|go\.mongodb\.org\/mongo-driver|org\.springframework\.data\.mongodb)/,
    'mongodb',
    'database',
  ],
  [/alloydb/, 'alloydb', 'database'],
  [/^(?:cassandra-driver$|cassandra\.cluster|github\.com\/gocql\/gocql)/, 'cassandra', 'database'],
  [
    /^(?:redis(?:\.|$)|ioredis$|aioredis|github\.com\/(?:redis\/go-redis|go-redis\/redis|gomodule\/redigo)|redis\.clients\.jedis|org\.springframework\.data\.redis)/,
    'redis',
    'cache',
  ],
  [
    /^(?:kafkajs$|confluent_kafka|aiokafka|kafka(?:\.|$)|github\.com\/(?:segmentio\/kafka-go|IBM\/sarama|Shopify\/sarama|confluentinc\/)|org\.springframework\.kafka|org\.apache\.kafka)/,
    'kafka',
    'broker',
  ],
  [
    /^(?:amqplib|pika(?:\.|$)|aio_pika|github\.com\/(?:rabbitmq\/amqp091-go|streadway\/amqp)|org\.springframework\.amqp)/,
    'rabbitmq',
    'broker',
  ],
  [/^(?:nats$|nats(?:\.|$)|github\.com\/nats-io\/nats\.go)/, 'nats', 'broker'],
]
/** Mappings of Java to tables: which database is behind them, only the manifest tells. */
const mapping = /^(?:jakarta|javax)\.persistence\.|^org\.springframework\.data\.(?:jpa|jdbc|repository)\./
/** Databases inside of the process, which a framework takes where it is told of no other. */
const embedded = /^(?:org\.hsqldb:hsqldb|com\.h2database:h2|org\.apache\.derby:derby)$/

/**
 * Stores whose address nothing in the repository tells: the code imports a library that speaks with one, and no store of
 * that kind is known of the service. Each is a store of its own: nothing shows that two services mean the same.
 */
export function driverEdges(edges: EdgeSet, services: readonly Service[], facts: FactIndex): Resource[] {
  const resources = new Map<string, Resource>()
  const use = (service: Service, store: string, kind: Store, { at, specifier }: ImportFact): void => {
    if (edges.hasFrom(service.name, kind)) return
    const name = `${store} of ${service.name}`
    if (!resources.has(name)) resources.set(name, { name, kind })
    pending.push(() =>
      edges.observe(service.name, name, kind satisfies EdgeKind, {
        ...at,
        kind: 'driver',
        confidence: 0.5,
        detail: `imports ${specifier}`,
      }),
    )
  }
  // Written only when all have been looked at: one import must not hide the next.
  const pending: (() => void)[] = []
  const inProcess = embeddedDatabases(services, facts)
  for (const fact of facts.of('import')) {
    const service = fact.typeOnly || isTestFile(fact.at.file) ? undefined : serviceOf({ services }, fact.at.file)
    if (service === undefined) continue
    const [, store, kind] = drivers.find(([pattern]) => pattern.test(fact.specifier)) ?? []
    if (store !== undefined && kind !== undefined) use(service, store, kind, fact)
    const database = mapping.test(fact.specifier) ? inProcess.get(service) : undefined
    if (database !== undefined) use(service, database, 'database', fact)
  }
  for (const write of pending) write()
  return [...resources.values()]
}

function embeddedDatabases(services: readonly Service[], facts: FactIndex): Map<Service, string> {
  return new Map(
    facts.of('package').flatMap(({ at, dependencies }) => {
      const service = serviceOf({ services }, at.file)
      const found = dependencies.find(({ name, dev }) => !dev && embedded.test(name))
      return service && found ? [[service, found.name.replace(/^.*:/, '')] as const] : []
    }),
  )
}
