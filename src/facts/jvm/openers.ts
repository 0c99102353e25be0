import type { Opener } from '../code/told-hosts.ts'
import { mentionsAny } from '../reading/glance.ts'

const ofRabbit = /rabbit/i
const ofRedis = /redis|lettuce/i
const ofCassandra = /cassandra|CqlSession/i

/** Classes and methods of Java's clients that are told a host alone. */
export const openers: readonly Opener[] = [
  { words: ['ManagedChannelBuilder', '.', 'forAddress'], scheme: 'grpc', calls: true },
  { words: ['NettyChannelBuilder', '.', 'forAddress'], scheme: 'grpc', calls: true },
  ...['Jedis', 'JedisPooled', 'RedisStandaloneConfiguration', 'JedisConnectionFactory'].map((word) => ({
    words: [word],
    scheme: 'redis',
  })),
  { words: ['JedisPool'], scheme: 'redis', isBehindSettings: true },
  { words: ['setHostName'], scheme: 'redis', beside: ofRedis },
  { words: ['setHost'], scheme: 'amqp', beside: ofRabbit },
  { words: ['host'], scheme: 'amqp', beside: ofRabbit },
  { words: ['CachingConnectionFactory'], scheme: 'amqp', beside: ofRabbit },
  { words: ['MongoClient'], scheme: 'mongodb' },
  { words: ['ServerAddress'], scheme: 'mongodb', beside: /mongo/i },
  { words: ['HttpHost'], scheme: 'elasticsearch', beside: /elasticsearch|opensearch/i },
  { words: ['InetSocketAddress'], scheme: 'cassandra', beside: ofCassandra },
  { words: ['addContactPoint'], scheme: 'cassandra', beside: ofCassandra },
]

/** Whether a text may open a connection with one of these. */
export const opensConnection = mentionsAny([
  ...[
    'forAddress',
    'Jedis',
    'RedisStandaloneConfiguration',
    'setHostName',
    'rabbit',
    'MongoClient',
    'ServerAddress',
    'HttpHost',
  ],
  ...['cassandra', 'CqlSession'],
])
