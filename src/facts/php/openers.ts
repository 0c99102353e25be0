import type { Opener } from '../code/told-hosts.ts'

const host = /^host$/
const ofRedis = /new \\?Redis\b/
const ofMemcached = /new \\?Memcached?\b/

/** Classes and functions of PHP's clients that are told a host alone. */
export const openers: readonly Opener[] = [
  { words: ['mysqli'], scheme: 'mysql', databaseAt: 3 },
  { words: ['mysqli_connect'], scheme: 'mysql', databaseAt: 3 },
  { words: ['AMQPStreamConnection'], scheme: 'amqp' },
  { words: ['AMQPSSLConnection'], scheme: 'amqp' },
  { words: ['AMQPConnection'], scheme: 'amqp', key: host },
  { words: ['->', 'connect'], scheme: 'redis', beside: ofRedis },
  { words: ['->', 'pconnect'], scheme: 'redis', beside: ofRedis },
  { words: ['Predis', '\\', 'Client'], scheme: 'redis', key: host },
  { words: ['new', 'Client'], scheme: 'redis', key: host, beside: /use Predis\\Client/ },
  { words: ['->', 'addServer'], scheme: 'memcached', beside: ofMemcached },
]
