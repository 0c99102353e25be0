/** What answers at a port by custom, where nothing else tells. */
const customary: Readonly<Record<number, string>> = {
  1433: 'sqlserver',
  1521: 'oracle',
  3306: 'mysql',
  4222: 'nats',
  5432: 'postgres',
  5672: 'amqp',
  6379: 'redis',
  7687: 'neo4j',
  9200: 'elasticsearch',
  9876: 'rocketmq',
  61616: 'activemq',
  9042: 'cassandra',
  9092: 'kafka',
  11211: 'memcached',
  27017: 'mongodb',
}

/** The scheme of a store or broker by its port; undefined for any other. */
export const schemeOfPort = (port: number | undefined): string | undefined =>
  port === undefined ? undefined : customary[port]

/** The port at which a store or broker of this scheme answers by custom. */
export const portOfScheme = (scheme: string): number | undefined =>
  Object.keys(customary)
    .map(Number)
    .find((port) => customary[port] === scheme)
