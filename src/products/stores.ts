/** What a program keeps for others: rows and documents, copies that may be lost, messages, files. */
export type StoreKind = 'database' | 'cache' | 'broker' | 'objectstore'

/** A database, cache or broker that nobody here wrote. */
export interface Store {
  readonly kind: StoreKind
  /** What is spoken with it. */
  readonly protocol?: string
  /** By what names of images and schemes of addresses tell of it, in small letters. */
  readonly named?: RegExp
  /** By what names of settings, hosts and images tell its protocol: `orders-postgres`, `POSTGRES_HOST`. */
  readonly told?: RegExp
  /** Schemes of addresses that mean its protocol. */
  readonly schemes?: readonly string[]
  /** Where it answers by custom. */
  readonly port?: number
  /** It is spoken with over HTTP, and its addresses look like a service's. */
  readonly overHttp?: true
  /** What one server holds, each apart from the others and named in the address; schemas are inside of databases. */
  readonly holds?: 'databases' | 'schemas'
}

/**
 * A product a row. Of several that a name tells of the first is meant; what is said of a protocol (its port, what a server
 * of it holds) is said once, in the first row that speaks it.
 */
// biome-ignore format: a row a line
export const stores: readonly Store[] = [
  // What is spoken with most servers of rows, where nothing tells whose.
  { kind: 'database', protocol: 'sql', named: /^sql$/, holds: 'schemas' },
  { kind: 'database', protocol: 'postgres', named: /postgres(?!t)|postgis|pgvector/, told: /POSTG|(?:^|_)PG/i, schemes: ['postgres', 'postgresql', 'pgsql', 'asyncpg', 'ecto'], port: 5432, holds: 'schemas' },
  { kind: 'database', protocol: 'postgres', named: /timescale/, told: /TIMESCALE/i },
  { kind: 'database', protocol: 'postgres', named: /cockroach/, schemes: ['cockroachdb'] },
  { kind: 'database', protocol: 'postgres', named: /yugabyte/ },
  { kind: 'database', protocol: 'postgres', named: /alloydb/ },
  { kind: 'database', protocol: 'mysql', named: /mysql/, told: /MYSQL/i, schemes: ['mysql', 'mysql2'], port: 3306, holds: 'databases' },
  { kind: 'database', protocol: 'mysql', named: /mariadb/, told: /MARIADB/i, schemes: ['mariadb'] },
  { kind: 'database', protocol: 'mysql', named: /percona(?!-server-mongo)/, told: /PERCONA/i },
  { kind: 'database', protocol: 'mysql', named: /^tidb$/ },
  { kind: 'database', protocol: 'mongodb', named: /mongo/, told: /MONGO/i, schemes: ['mongodb'], port: 27017, holds: 'databases' },
  { kind: 'database', protocol: 'mongodb', named: /documentdb|ferretdb/ },
  { kind: 'cache', protocol: 'redis', named: /redis/, told: /REDIS/i, schemes: ['redis', 'rediss'], port: 6379 },
  { kind: 'cache', protocol: 'redis', named: /valkey/, told: /VALKEY/i, schemes: ['valkey'] },
  { kind: 'cache', protocol: 'redis', named: /keydb/ },
  { kind: 'cache', protocol: 'redis', named: /dragonfly/ },
  { kind: 'broker', protocol: 'amqp', named: /rabbitmq|amqp/, told: /RABBIT|AMQP/i, schemes: ['amqp', 'amqps', 'rabbitmq'], port: 5672 },
  { kind: 'broker', protocol: 'kafka', named: /kafka/, told: /KAFKA|bootstrap[._]servers$/i, schemes: ['kafka', 'plaintext', 'sasl_ssl', 'sasl_plaintext'], port: 9092 },
  { kind: 'broker', protocol: 'kafka', named: /redpanda/, told: /REDPANDA/i },
  { kind: 'database', protocol: 'ksqldb', named: /ksqldb(?:-server)?$/, told: /KSQL/i, overHttp: true },
  { kind: 'broker', protocol: 'nats', named: /nats/, told: /NATS/i, schemes: ['nats'], port: 4222 },
  { kind: 'cache', protocol: 'memcached', named: /memcached/, told: /MEMC(?:ACHED?|_|$)/i, schemes: ['memcached'], port: 11211 },
  { kind: 'database', protocol: 'elasticsearch', named: /elastic(?!mq)/, told: /ELASTIC(?:_?SEARCH|_URL|_HOST|$)|(?:^|_)ES(?:_|$)/i, schemes: ['elasticsearch'], port: 9200, overHttp: true },
  { kind: 'database', protocol: 'opensearch', named: /opensearch/, told: /OPENSEARCH/i, overHttp: true },
  { kind: 'database', protocol: 'meilisearch', named: /meilisearch/, told: /MEILI/i, overHttp: true },
  { kind: 'database', protocol: 'typesense', named: /typesense/, told: /TYPESENSE/i, overHttp: true },
  { kind: 'database', protocol: 'solr', named: /(?:^|[-_/])solr(?:$|[-_:])/, told: /(?:^|_)SOLR(?:_|$)/i, overHttp: true },
  { kind: 'database', protocol: 'chroma', named: /chromadb|^chroma$/, told: /(?:^|_)CHROMA(?:_?DB)?(?:_|$)/i, overHttp: true },
  { kind: 'database', protocol: 'eventstore', named: /eventstore|kurrentdb/, told: /EVENT_?STORE(?:DB)?/i, schemes: ['eventstore', 'esdb'] },
  { kind: 'database', protocol: 'neo4j', named: /neo4j/, told: /NEO4J/i, schemes: ['neo4j', 'bolt'], port: 7687 },
  { kind: 'database', protocol: 'neo4j', named: /memgraph/ },
  { kind: 'database', protocol: 'cassandra', named: /cassandra/, told: /CASSANDRA/i, schemes: ['cassandra'], port: 9042, holds: 'databases' },
  { kind: 'database', protocol: 'cassandra', named: /scylla/ },
  { kind: 'database', protocol: 'couchdb', named: /couch/, told: /COUCH/i, overHttp: true },
  { kind: 'objectstore', protocol: 'minio', named: /minio/, told: /MINIO/i, overHttp: true },
  { kind: 'objectstore', protocol: 'rustfs', named: /rustfs/, told: /RUSTFS/i, overHttp: true },
  { kind: 'objectstore', protocol: 's3', named: /^s3$/, told: /(?:^|_)(?:AWS)?S3(?:_|$)/i, schemes: ['s3'], overHttp: true },
  { kind: 'objectstore', protocol: 'azureblob', named: /azureblob|azurite/, schemes: ['azureblob'] },
  { kind: 'broker', protocol: 'axonserver', named: /axon-?server/, told: /AXON_?SERVER/i, port: 8124 },
  { kind: 'broker', protocol: 'rocketmq', named: /rocketmq/, told: /ROCKETMQ/i, port: 9876 },
  { kind: 'broker', protocol: 'activemq', named: /activemq|artemis/, told: /ACTIVEMQ|ARTEMIS/i, schemes: ['activemq', 'nio'], port: 61616 },
  { kind: 'broker', protocol: 'pulsar', named: /pulsar/, told: /PULSAR/i, schemes: ['pulsar'] },
  { kind: 'cache', protocol: 'hazelcast', named: /hazelcast/, told: /HAZELCAST/i },
  { kind: 'database', protocol: 'sqlserver', named: /sqlserver|mssql/, told: /SQLSERVER|MSSQL/i, schemes: ['sqlserver', 'mssql'], port: 1433, holds: 'schemas' },
  { kind: 'database', protocol: 'oracle', named: /oracle(?!-?linux)(?!(?<=[-_]oracle)[-_](?:svc|service))/, told: /ORACLE/i, schemes: ['oracle'], port: 1521, holds: 'schemas' },
  { kind: 'database', protocol: 'clickhouse', named: /clickhouse/, told: /CLICKHOUSE/i, schemes: ['clickhouse'], overHttp: true },
  { kind: 'database', protocol: 'influxdb', named: /influx/, told: /INFLUX/i, overHttp: true },
  { kind: 'database', protocol: 'couchbase', schemes: ['couchbase'] },
  { kind: 'database', protocol: 'cosmos', named: /cosmos/, schemes: ['cosmos'] },
  { kind: 'database', protocol: 'qdrant', named: /qdrant/, told: /QDRANT/i, schemes: ['qdrant'], overHttp: true },
  { kind: 'database', protocol: 'milvus', named: /milvus/, schemes: ['milvus'] },
  { kind: 'database', protocol: 'ravendb', named: /ravendb/, schemes: ['ravendb'] },
  { kind: 'database', protocol: 'sqlite', named: /sqlite/, schemes: ['sqlite'] },
  { kind: 'broker', protocol: 'servicebus', named: /servicebus/, schemes: ['servicebus'] },
  { kind: 'broker', protocol: 'eventhubs', named: /eventhub/, schemes: ['eventhubs'] },
  { kind: 'broker', protocol: 'mqtt', named: /mqtt|mosquitto|emqx|vernemq|hivemq/, schemes: ['mqtt'] },
  { kind: 'database', named: /dynamo/ },
  { kind: 'database', named: /spanner/ },
  { kind: 'database', named: /firestore|datastore-emulator|^datastore$/ },
  { kind: 'database', protocol: 'arangodb', named: /arangodb/, told: /ARANGO/i, port: 8529, overHttp: true },
  { kind: 'database', named: /rethinkdb/ },
  { kind: 'database', protocol: 'weaviate', named: /weaviate/, told: /WEAVIATE/i, overHttp: true },
  { kind: 'database', named: /surrealdb|aerospike|dgraph|orientdb|janusgraph|questdb|tarantool|immudb|rqlite|edgedb/ },
  { kind: 'database', protocol: 'pinot', named: /(?:^|[-_/])pinot(?:$|[-_:])/, told: /(?:^|_)PINOT(?:_|$)/i, overHttp: true },
  { kind: 'database', named: /^(?:libsql-server|sqld|druid|doris|starrocks|manticore)$/ },
  { kind: 'cache', named: /^(?:ignite|gridgain)$/ },
  { kind: 'broker', named: /pubsub|beanstalkd|gearmand/ },
  { kind: 'broker', named: /^mq$/ },
  { kind: 'broker', protocol: 'sqs', named: /(?:^|[-_/])(?:sqs|elasticmq)(?:$|[-_:])/, told: /(?:^|_)SQS(?:_|$)/i, overHttp: true },
  { kind: 'broker', named: /(?:^|[-_/])(?:nsqd?|sns|kinesis)(?:$|[-_:])/ },
  { kind: 'objectstore', protocol: 'amazon', named: /localstack|^amazon$/, told: /(?:^|_)LOCAL_?STACK(?:[_/]|$)/i, port: 4566, overHttp: true },
  { kind: 'objectstore', named: /fake-gcs-server|seaweedfs/ },
]
