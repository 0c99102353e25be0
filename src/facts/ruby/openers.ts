import type { Opener } from '../code/told-hosts.ts'

const host = /^host(?:name)?$/

/** Classes of Ruby's clients that are told a host alone. */
export const openers: readonly Opener[] = [
  { words: ['Redis', '.', 'new'], scheme: 'redis', key: host },
  { words: ['Bunny', '.', 'new'], scheme: 'amqp', key: host },
  { words: ['PG', '.', 'connect'], scheme: 'postgres', key: host },
  { words: ['PG', '::', 'Connection', '.', 'new'], scheme: 'postgres', key: host },
  { words: ['Mysql2', '::', 'Client', '.', 'new'], scheme: 'mysql', key: host },
  { words: ['Dalli', '::', 'Client', '.', 'new'], scheme: 'memcached' },
  { words: ['Elasticsearch', '::', 'Client', '.', 'new'], scheme: 'elasticsearch', key: host },
  { words: ['Net', '::', 'HTTP', '.', 'new'], scheme: 'http', calls: true },
  { words: ['Net', '::', 'HTTP', '.', 'start'], scheme: 'http', calls: true },
]
