import type { StoreKind } from '../../products/stores.ts'

/** Stores whose drivers are loaded by name, too. */
export const stores = ['database', 'cache', 'broker'] as const satisfies readonly StoreKind[]

/** Libraries that do nothing but speak with one kind of server, by what code imports. */
export const drivers: readonly (readonly [RegExp, string, StoreKind])[] = [
  [
    /^(?:pg|postgres|pg-promise|psycopg2?(?:\.|$)|asyncpg|gorm\.io\/driver\/postgres|github\.com\/jinzhu\/gorm\/dialects\/postgres|github\.com\/go-pg\/pg|github\.com\/(?:lib\/pq|jackc\/pgx))/,
    'postgres',
    'database',
  ],
  [
    /^(?:mysql2?(?:\/|$)|pymysql|MySQLdb|aiomysql|gorm\.io\/driver\/mysql|github\.com\/jinzhu\/gorm\/dialects\/mysql|github\.com\/go-sql-driver\/mysql)/,
    'mysql',
    'database',
  ],
  [
    /^(?:mongodb$|mongoose$|pymongo|motor(?:\.|$)|go\.mongodb\.org\/mongo-driver|gopkg\.in\/mgo\.|github\.com\/globalsign\/mgo)/,
    'mongodb',
    'database',
  ],
  [/^(?:memcached$|memjs$|pymemcache|aiomcache|github\.com\/bradfitz\/gomemcache)/, 'memcached', 'cache'],
  [/alloydb/, 'alloydb', 'database'],
  [
    /^(?:github\.com\/(?:mattn\/go-sqlite3|jinzhu\/gorm\/dialects\/sqlite)|modernc\.org\/sqlite|gorm\.io\/driver\/sqlite)/,
    'sqlite',
    'database',
  ],
  [/^(?:gorm\.io\/driver\/sqlserver|github\.com\/(?:denisenkom|microsoft)\/go-mssqldb)/, 'sqlserver', 'database'],
  [/^github\.com\/(?:elastic\/go-elasticsearch|olivere\/elastic)/, 'elasticsearch', 'database'],
  [/^github\.com\/influxdata\/influxdb/, 'influxdb', 'database'],
  [/^github\.com\/neo4j\/neo4j-go-driver/, 'neo4j', 'database'],
  [
    /^(?:@google-cloud\/firestore$|google\.cloud\.firestore|cloud\.google\.com\/go\/firestore)/,
    'firestore',
    'database',
  ],
  [
    /^(?:@google-cloud\/datastore$|google\.cloud\.datastore|cloud\.google\.com\/go\/datastore)/,
    'datastore',
    'database',
  ],
  [/^(?:@google-cloud\/spanner$|google\.cloud\.spanner|cloud\.google\.com\/go\/spanner)/, 'spanner', 'database'],
  [/^(?:@google-cloud\/pubsub$|google\.cloud\.pubsub|cloud\.google\.com\/go\/pubsub)/, 'pubsub', 'broker'],
  [
    /^(?:@aws-sdk\/(?:client|lib)-dynamodb$|github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/dynamodb$)/,
    'dynamodb',
    'database',
  ],
  [/^(?:@aws-sdk\/client-sqs$|github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/sqs$)/, 'sqs', 'broker'],
  [/^github\.com\/nsqio\/go-nsq/, 'nsq', 'broker'],
  [/^(?:cassandra-driver$|cassandra\.cluster|github\.com\/gocql\/gocql)/, 'cassandra', 'database'],
  [
    /^(?:redis(?:\.|$)|ioredis$|aioredis|github\.com\/(?:redis\/go-redis|go-redis\/redis|garyburd\/redigo|gomodule\/redigo))/,
    'redis',
    'cache',
  ],
  [
    /^(?:kafkajs$|confluent_kafka|aiokafka|kafka(?:\.|$)|github\.com\/(?:segmentio\/kafka-go|IBM\/sarama|Shopify\/sarama|confluentinc\/))/,
    'kafka',
    'broker',
  ],
  [/^(?:amqplib|pika(?:\.|$)|aio_pika|github\.com\/(?:rabbitmq\/amqp091-go|streadway\/amqp))/, 'rabbitmq', 'broker'],
  [/^(?:nats$|nats(?:\.|$)|node-nats-streaming$|@nats-io\/|github\.com\/nats-io\/(?:nats|stan)\.go)/, 'nats', 'broker'],
]

/** Packages that bring such a library with them, so that code need not import it: by how manifests call them. */
export const bringers: readonly (readonly [RegExp, string, StoreKind])[] = [
  [/^(?:pg|postgres|asyncpg|psycopg(?:2(?:-binary)?)?)$/, 'postgres', 'database'],
  [/^(?:mysql2?|pymysql|mysqlclient)$/i, 'mysql', 'database'],
  [/^(?:mongodb|mongoose|pymongo|motor)$/, 'mongodb', 'database'],
  [/^(?:ioredis|redis)$/, 'redis', 'cache'],
  [/^(?:kafkajs|confluent-kafka|aiokafka)$/, 'kafka', 'broker'],
  [/^(?:amqplib|pika|aio-pika)$/, 'rabbitmq', 'broker'],
  [/^nats$/, 'nats', 'broker'],
  // .NET
  [
    /^(?:Npgsql(?:\.EntityFrameworkCore\.PostgreSQL)?|Marten|Aspire\.Npgsql(?:\.\w+)*|Hangfire\.PostgreSql)$/,
    'postgres',
    'database',
  ],
  [
    /^(?:(?:Microsoft|System)\.Data\.SqlClient|Microsoft\.EntityFrameworkCore\.SqlServer|Aspire\.Microsoft\.(?:EntityFrameworkCore|Data)\.SqlServer|Aspire\.Microsoft\.Data\.SqlClient)$/,
    'sqlserver',
    'database',
  ],
  [
    /^(?:MySql\.Data(?:\.EntityFrameworkCore)?|MySqlConnector|(?:Pomelo|MySql)\.EntityFrameworkCore(?:\.MySql)?)$/,
    'mysql',
    'database',
  ],
  [/^(?:MongoDB\.(?:Driver|EntityFrameworkCore)|Aspire\.MongoDB\.Driver)$/, 'mongodb', 'database'],
  [/^(?:NEST|Elastic\.Clients\.Elasticsearch|Elasticsearch\.Net)$/, 'elasticsearch', 'database'],
  [/^(?:EventStore\.Client(?:\.\w+)*|EventStore\.ClientAPI(?:\.NetCore)?)$/, 'eventstore', 'database'],
  [/^(?:Microsoft\.Azure\.Cosmos|Microsoft\.EntityFrameworkCore\.Cosmos)$/, 'cosmos', 'database'],
  [/^(?:RavenDB\.Client)$/, 'ravendb', 'database'],
  [/^(?:Microsoft\.EntityFrameworkCore\.Sqlite|Microsoft\.Data\.Sqlite(?:\.Core)?|LiteDB)$/, 'sqlite', 'database'],
  [
    /^(?:StackExchange\.Redis|Microsoft\.Extensions\.Caching\.(?:StackExchange)?Redis|ServiceStack\.Redis|CSRedisCore|FreeRedis|Aspire\.StackExchange\.Redis(?:\.\w+)*)$/,
    'redis',
    'cache',
  ],
  [
    /^(?:RabbitMQ\.Client|EasyNetQ|RawRabbit|MassTransit\.RabbitMQ|DotNetCore\.CAP\.RabbitMQ|NServiceBus\.(?:RabbitMQ|Transport\.RabbitMQ)|Rebus\.RabbitMq|WolverineFx\.RabbitMQ|Convey\.MessageBrokers\.RabbitMQ|Aspire\.RabbitMQ\.Client)$/i,
    'rabbitmq',
    'broker',
  ],
  [
    /^(?:Confluent\.Kafka|DotNetCore\.CAP\.Kafka|MassTransit\.Kafka|KafkaFlow|Aspire\.Confluent\.Kafka)$/,
    'kafka',
    'broker',
  ],
  [
    /^(?:Azure\.Messaging\.ServiceBus|Microsoft\.Azure\.ServiceBus|MassTransit\.Azure\.ServiceBus\.Core)$/,
    'servicebus',
    'broker',
  ],
]
