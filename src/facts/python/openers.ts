import type { Opener } from '../code/told-hosts.ts'

const host = /^host$/
const ofPeewee = /\bpeewee\b|playhouse/
const ofCassandra = /\bcassandra\b/

/** What connects to something else in a program that speaks MQTT as well. */
const ofOthers =
  /^(?:sqlite3|psycopg\d?|asyncpg|aiomysql|pymysql|MySQLdb|connector|signal|socket|sock|s|engine|redis|pika|nats)$/

/** Classes and functions of Python's clients that are told a host alone. */
export const openers: readonly Opener[] = [
  ...['Redis', 'StrictRedis', 'RedisSettings', 'RedisBroker'].map(
    (word): Opener => ({ words: [word], scheme: 'redis', key: host, isFirst: true }),
  ),
  { words: ['ConnectionParameters'], scheme: 'amqp', key: host, isFirst: true },
  { words: ['RabbitmqBroker'], scheme: 'amqp', key: host },
  ...['KafkaProducer', 'KafkaConsumer', 'KafkaAdminClient'].flatMap((word): Opener[] =>
    [word, `AIO${word}`].map((each) => ({ words: [each], scheme: 'kafka', key: /^bootstrap_servers$/ })),
  ),
  ...['PostgresqlDatabase', 'PooledPostgresqlDatabase', 'PostgresqlExtDatabase'].map(
    (word): Opener => ({ words: [word], scheme: 'postgres', key: host, databaseAt: 0, beside: ofPeewee }),
  ),
  ...['MySQLDatabase', 'PooledMySQLDatabase'].map(
    (word): Opener => ({ words: [word], scheme: 'mysql', key: host, databaseAt: 0, beside: ofPeewee }),
  ),
  { words: ['Cluster'], scheme: 'cassandra', key: /^contact_points$/, isFirst: true, beside: ofCassandra },
  ...['Elasticsearch', 'AsyncElasticsearch'].map(
    (word): Opener => ({ words: [word], scheme: 'elasticsearch', key: /^hosts?$/, isFirst: true }),
  ),
  ...['QdrantClient', 'AsyncQdrantClient'].map(
    (word): Opener => ({ words: [word], scheme: 'qdrant', key: host, isFirst: true }),
  ),
  ...['HttpClient', 'AsyncHttpClient'].map(
    (word): Opener => ({ words: [word], scheme: 'chroma', key: host, isFirst: true, beside: /\bchromadb\b/ }),
  ),
  { words: ['connections', '.', 'connect'], scheme: 'milvus', key: host, beside: /\bpymilvus\b/ },
  { words: ['InfluxDBClient'], scheme: 'influxdb', key: host, isFirst: true },
  { words: ['.', 'connect'], scheme: 'mqtt', key: host, isFirst: true, beside: /\bpaho\b/, notOn: ofOthers },
  { words: ['Client'], scheme: 'memcached', key: host, isFirst: true, beside: /\bpymemcache\b|^import memcache\b/m },
  ...['HTTPConnection', 'HTTPSConnection'].map(
    (word): Opener => ({
      words: [word],
      scheme: 'http',
      key: host,
      isFirst: true,
      beside: /\bhttp\.client\b/,
      calls: true,
    }),
  ),
]
