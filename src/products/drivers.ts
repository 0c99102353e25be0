/** Libraries that do nothing but speak with one kind of server, by what code imports. */
export const drivers: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:pg(?:$|[/.]|-(?:pool|native|cursor|boss|listen|query-stream|copy-streams)$)|pgvector|postgres|pg-promise|psycopg2?(?:\.|$)|asyncpg|gorm\.io\/driver\/postgres|github\.com\/jinzhu\/gorm\/dialects\/postgres|github\.com\/go-pg\/pg|github\.com\/(?:lib\/pq|jackc\/pgx|uptrace\/bun\/driver\/pgdriver)|aiopg(?:\.|$)|pg8000|slonik$)/,
    'postgres',
  ],
  [
    /^(?:mysql2?(?:\/|$)|pymysql|MySQLdb|aiomysql|gorm\.io\/driver\/mysql|github\.com\/jinzhu\/gorm\/dialects\/mysql|github\.com\/go-sql-driver\/mysql|mysql\.connector|asyncmy|mariadb$)/,
    'mysql',
  ],
  [
    /^(?:mongodb$|mongoose$|pymongo|motor(?:\.|$)|go\.mongodb\.org\/mongo-driver(?:\/v2)?\/(?:x\/)?mongo|(?:gopkg\.in\/mgo\.v\d+|github\.com\/globalsign\/mgo)(?:$|\/txn))/,
    'mongodb',
  ],
  [/^(?:memcached$|memjs$|pymemcache|aiomcache|github\.com\/bradfitz\/gomemcache)/, 'memcached'],
  [/alloydb/, 'alloydb'],
  [
    /^(?:github\.com\/(?:mattn\/go-sqlite3|jinzhu\/gorm\/dialects\/sqlite)|modernc\.org\/sqlite|gorm\.io\/driver\/sqlite)/,
    'sqlite',
  ],
  [
    /^(?:mssql$|tedious$|pymssql|gorm\.io\/driver\/sqlserver|github\.com\/(?:denisenkom|microsoft)\/go-mssqldb)/,
    'sqlserver',
  ],
  [/^(?:oracledb$|cx_Oracle$|github\.com\/(?:sijms\/go-ora|godror\/godror|mattn\/go-oci8))/, 'oracle'],
  [
    /^(?:@elastic\/elasticsearch$|elasticsearch(?:_dsl)?(?:\.|$)|@nestjs\/elasticsearch$|github\.com\/(?:elastic\/go-elasticsearch|olivere\/elastic))/,
    'elasticsearch',
  ],
  [/^(?:@opensearch-project\/opensearch$|opensearchpy|github\.com\/opensearch-project\/opensearch-go)/, 'opensearch'],
  [/^(?:@influxdata\/influxdb-client$|influxdb_client|influxdb$|github\.com\/influxdata\/influxdb)/, 'influxdb'],
  [/^(?:neo4j-driver$|neo4j(?:\.|$)|neomodel|github\.com\/neo4j\/neo4j-go-driver)/, 'neo4j'],
  [/^(?:@clickhouse\/client|clickhouse_(?:driver|connect)|github\.com\/ClickHouse\/clickhouse-go)/, 'clickhouse'],
  [
    /^(?:@eventstore\/db-client$|@kurrent\/kurrentdb-client$|esdbclient|kurrentdbclient|github\.com\/(?:EventStore\/EventStore-Client-Go|kurrent-io\/KurrentDB-Client-Go))/i,
    'eventstore',
  ],
  [/^(?:couchbase$|couchbase\.|acouchbase|github\.com\/couchbase\/gocb)/, 'couchbase'],
  [/^(?:arangojs$|arango$|github\.com\/arangodb\/go-driver)/, 'arangodb'],
  [/^(?:@qdrant\/|qdrant_client|github\.com\/qdrant\/go-client)/, 'qdrant'],
  [/^(?:@zilliz\/milvus2-sdk-node$|pymilvus|github\.com\/milvus-io\/milvus-sdk-go)/, 'milvus'],
  [/^(?:@google-cloud\/firestore$|google\.cloud\.firestore|cloud\.google\.com\/go\/firestore)/, 'firestore'],
  [/^(?:@google-cloud\/datastore$|google\.cloud\.datastore|cloud\.google\.com\/go\/datastore)/, 'datastore'],
  [/^(?:@google-cloud\/spanner$|google\.cloud\.spanner|cloud\.google\.com\/go\/spanner)/, 'spanner'],
  [/^(?:@google-cloud\/pubsub$|google\.cloud\.pubsub|cloud\.google\.com\/go\/pubsub)/, 'pubsub'],
  [/^(?:@aws-sdk\/(?:client|lib)-dynamodb$|github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/dynamodb$)/, 'dynamodb'],
  [/^(?:@aws-sdk\/client-sqs$|github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/sqs$)/, 'sqs'],
  [/^(?:@aws-sdk\/client-sns$|github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/sns$)/, 'sns'],
  [/^github\.com\/nsqio\/go-nsq/, 'nsq'],
  [/^(?:minio(?:\.|$)|github\.com\/minio\/minio-go)/, 'minio'],
  [/^(?:cassandra-driver$|cassandra\.cluster|github\.com\/(?:gocql\/gocql|scylladb\/gocqlx))/, 'cassandra'],
  [
    /^(?:redis(?:\.|$)|ioredis$|cache-manager-(?:redis|ioredis)-(?:yet|store)$|@tirke\/node-cache-manager-ioredis$|@keyv\/(?:redis|valkey)$|@upstash\/redis$|@redis\/client$|iovalkey$|aioredis|coredis|rq(?:\.|$)|arq(?:\.|$)|bee-queue$|github\.com\/(?:redis\/(?:go-redis|rueidis)|go-redis\/redis|garyburd\/redigo|gomodule\/redigo|valkey-io\/valkey-go|hibiken\/asynq|gocraft\/work|ThreeDotsLabs\/watermill-redisstream))/,
    'redis',
  ],
  [
    /^(?:kafkajs$|kafka-node$|node-rdkafka$|@confluentinc\/kafka-javascript$|@platformatic\/kafka$|confluent_kafka|aiokafka|kafka(?:\.|$)|faust(?:\.|$)|faststream\.(?:confluent|kafka)|quixstreams|(?:gopkg\.in|github\.com)\/Shopify\/sarama|github\.com\/(?:segmentio\/kafka-go|IBM\/sarama|bsm\/sarama-cluster|confluentinc\/|twmb\/franz-go|lovoo\/goka|zeromicro\/go-queue\/kq|ThreeDotsLabs\/watermill-kafka))/,
    'kafka',
  ],
  [
    /^(?:amqplib|amqp-connection-manager$|amqp-ts$|rascal$|rabbitmq-client$|@golevelup\/nestjs-rabbitmq$|pika(?:\.|$)|aio_pika|aioamqp|faststream\.rabbit|github\.com\/(?:rabbitmq\/(?:amqp091-go|rabbitmq-stream-go-client)|streadway\/amqp|wagslane\/go-rabbitmq|ThreeDotsLabs\/watermill-amqp))/,
    'rabbitmq',
  ],
  [
    /^(?:nats$|nats(?:\.|$)|node-nats-streaming$|@nats-io\/|faststream\.nats|github\.com\/(?:nats-io\/(?:nats|stan)\.go|ThreeDotsLabs\/watermill-(?:nats|jetstream)))/,
    'nats',
  ],
  [/^(?:pulsar-client$|pulsar(?:\.|$)|github\.com\/apache\/pulsar-client-go)/, 'pulsar'],
  [/^github\.com\/apache\/rocketmq-client-go/, 'rocketmq'],
  [/^(?:mqtt$|paho\.mqtt|aiomqtt|github\.com\/eclipse\/paho\.(?:mqtt\.)?golang)/, 'mqtt'],
  [/^(?:@azure\/service-bus$|azure\.servicebus)/, 'servicebus'],
  [/^(?:@azure\/event-hubs$|azure\.eventhub)/, 'eventhubs'],
  [/^(?:@azure\/cosmos$|azure\.cosmos)/, 'cosmos'],
]

/** Packages that bring such a library with them, so that code need not import it: by how manifests call them. */
export const bringers: readonly (readonly [RegExp, string])[] = [
  [/^(?:pg|postgres|asyncpg|psycopg(?:2(?:-binary)?)?)$/, 'postgres'],
  [/^(?:mysql2?|pymysql|mysqlclient)$/i, 'mysql'],
  [/^(?:mongodb|mongoose|pymongo|motor)$/, 'mongodb'],
  [/^(?:ioredis|redis)$/, 'redis'],
  [/^(?:kafkajs|confluent-kafka|aiokafka)$/, 'kafka'],
  [/^(?:amqplib|pika|aio-pika)$/, 'rabbitmq'],
  [/^nats$/, 'nats'],
  // .NET, where a name may be written in any case
  [
    /^(?:Npgsql(?:\.EntityFrameworkCore\.PostgreSQL)?|Marten|Aspire\.Npgsql(?:\.\w+)*|Hangfire\.PostgreSql)$/i,
    'postgres',
  ],
  [
    /^(?:(?:Microsoft|System)\.Data\.SqlClient|Microsoft\.EntityFrameworkCore\.SqlServer|Aspire\.Microsoft\.(?:EntityFrameworkCore|Data)\.SqlServer|Aspire\.Microsoft\.Data\.SqlClient)$/i,
    'sqlserver',
  ],
  [
    /^(?:MySql\.Data(?:\.EntityFrameworkCore)?|MySqlConnector|(?:Pomelo|MySql)\.EntityFrameworkCore(?:\.MySql)?)$/i,
    'mysql',
  ],
  [/^(?:MongoDB\.(?:Driver|EntityFrameworkCore)|Aspire\.MongoDB\.Driver)$/i, 'mongodb'],
  [/^(?:NEST|Elastic\.Clients\.Elasticsearch|Elasticsearch\.Net)$/, 'elasticsearch'],
  [/^(?:EventStore\.Client(?:\.\w+)*|EventStore\.ClientAPI(?:\.NetCore)?)$/i, 'eventstore'],
  [/^(?:Microsoft\.Azure\.Cosmos|Microsoft\.EntityFrameworkCore\.Cosmos)$/i, 'cosmos'],
  [/^(?:RavenDB\.Client)$/i, 'ravendb'],
  [/^(?:Microsoft\.EntityFrameworkCore\.Sqlite|Microsoft\.Data\.Sqlite(?:\.Core)?|LiteDB)$/i, 'sqlite'],
  [
    /^(?:StackExchange\.Redis|Microsoft\.Extensions\.Caching\.(?:StackExchange)?Redis|ServiceStack\.Redis|CSRedisCore|FreeRedis|Aspire\.StackExchange\.Redis(?:\.\w+)*)$/i,
    'redis',
  ],
  [
    /^(?:RabbitMQ\.Client|EasyNetQ(?:\.[\w.]+)?|RawRabbit|MassTransit\.RabbitMQ|DotNetCore\.CAP\.RabbitMQ|NServiceBus\.(?:RabbitMQ|Transport\.RabbitMQ)|SlimMessageBus\.Host\.RabbitMQ|Microsoft\.Extensions\.RabbitMQ|OpenSleigh\.Transport\.RabbitMQ|Paramore\.Brighter\.MessagingGateway\.RMQ(?:\.\w+)?|Rebus\.RabbitMq|WolverineFx\.RabbitMQ|Convey\.MessageBrokers\.RabbitMQ|Aspire\.RabbitMQ\.Client)$/i,
    'rabbitmq',
  ],
  [
    /^(?:Confluent\.Kafka|DotNetCore\.CAP\.Kafka|MassTransit\.Kafka|KafkaFlow|Aspire\.Confluent\.Kafka|WolverineFx\.Kafka|Rebus\.Kafka|SlimMessageBus\.Host\.Kafka|OpenSleigh\.Transport\.Kafka|Silverback\.Integration\.Kafka|Paramore\.Brighter\.MessagingGateway\.Kafka)$/i,
    'kafka',
  ],
  [
    /^(?:Azure\.Messaging\.ServiceBus|Microsoft\.Azure\.ServiceBus|MassTransit\.Azure\.ServiceBus\.Core|DotNetCore\.CAP\.AzureServiceBus|WolverineFx\.AzureServiceBus|Rebus\.AzureServiceBus|NServiceBus\.(?:Transport\.)?AzureServiceBus|SlimMessageBus\.Host\.AzureServiceBus|Aspire\.Azure\.Messaging\.ServiceBus)$/i,
    'servicebus',
  ],
  // Ruby
  [/^(?:mongoid|mongo)$/, 'mongodb'],
  [/^dalli$/, 'memcached'],
  [/^(?:sidekiq|resque|redis-rails|redis-client|kredis|solid_redis)$/, 'redis'],
  [/^(?:bunny|sneakers|march_hare|hutch|kicks|action_subscriber|active_publisher)$/, 'rabbitmq'],
  [/^(?:ruby-kafka|rdkafka|karafka|waterdrop|racecar|phobos)$/, 'kafka'],
  [/^nats-(?:pure|streaming)$/, 'nats'],
  [/^aws-sdk-sqs$/, 'sqs'],
  [/^aws-sdk-dynamodb$/, 'dynamodb'],
  // PHP
  [/^ext-(?:pdo_pgsql|pgsql)$/, 'postgres'],
  [/^ext-(?:pdo_mysql|mysqli)$/, 'mysql'],
  [/^(?:mongodb\/(?:mongodb|laravel-mongodb)|jenssegers\/mongodb|doctrine\/mongodb-odm(?:-bundle)?)$/, 'mongodb'],
  [/^(?:predis\/predis|ext-redis|symfony\/redis-messenger|hyperf\/redis|snc\/redis-bundle)$/, 'redis'],
  [
    /^(?:php-amqplib\/(?:php-amqplib|rabbitmq-bundle)|vladimir-yuldashev\/laravel-queue-rabbitmq|bschmitt\/laravel-amqp|ext-amqp|symfony\/amqp-messenger|hyperf\/amqp|enqueue\/amqp-\w+|bunny\/bunny)$/,
    'rabbitmq',
  ],
  [
    /^(?:mateusjunges\/laravel-kafka|ext-rdkafka|enqueue\/rdkafka|jobcloud\/php-kafka-lib|longlang\/phpkafka|hyperf\/kafka)$/,
    'kafka',
  ],
  [/^(?:elasticsearch\/elasticsearch|ruflin\/elastica)$/, 'elasticsearch'],
  // Functions of Azure bind to them by a package each.
  [/^Microsoft\.Azure\.(?:Functions\.Worker|WebJobs)\.Extensions\.RabbitMQ$/, 'rabbitmq'],
  [/^Microsoft\.Azure\.(?:Functions\.Worker|WebJobs)\.Extensions\.ServiceBus$/, 'servicebus'],
  [/^Microsoft\.Azure\.(?:Functions\.Worker|WebJobs)\.Extensions\.Kafka$/, 'kafka'],
  [/^Microsoft\.Azure\.(?:Functions\.Worker|WebJobs)\.Extensions\.CosmosDB$/, 'cosmos'],
  // Rust
  [/^(?:tokio-postgres|deadpool-postgres|bb8-postgres|r2d2_postgres|postgres)$/, 'postgres'],
  [/^(?:mysql_async|sqlx-mysql)$/, 'mysql'],
  [/^tiberius$/, 'sqlserver'],
  [/^(?:deadpool-redis|bb8-redis|r2d2_redis|redis-kiss|rustis|fred|redis)$/, 'redis'],
  [/^(?:memcache|async-memcached)$/, 'memcached'],
  [/^(?:rdkafka|rskafka)$/, 'kafka'],
  [/^(?:lapin|deadpool-lapin|amqprs)$/, 'rabbitmq'],
  [/^async-nats$/, 'nats'],
  [/^(?:scylla|cdrs-tokio|cassandra-cpp)$/, 'cassandra'],
  [/^neo4rs$/, 'neo4j'],
  [/^aws-sdk-dynamodb$/, 'dynamodb'],
  [/^aws-sdk-sqs$/, 'sqs'],
  [/^aws-sdk-sns$/, 'sns'],
]
