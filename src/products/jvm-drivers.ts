/** Libraries of the JVM that do nothing but speak with one kind of server, by what code imports. */
export const jvmDrivers: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:org\.springframework\.data\.mongodb|com\.mongodb\.|org\.litote\.kmongo|io\.quarkus\.mongodb|io\.vertx\.ext\.mongo)/,
    'mongodb',
  ],
  [/^(?:org\.springframework\.data\.neo4j|org\.neo4j\.)/, 'neo4j'],
  [/^(?:org\.springframework\.data\.cassandra|com\.datastax\.)/, 'cassandra'],
  [/^(?:org\.springframework\.data\.elasticsearch|org\.elasticsearch\.|co\.elastic\.clients)/, 'elasticsearch'],
  [
    /^(?:redis\.clients\.jedis|io\.lettuce\.core|org\.springframework\.data\.redis|org\.redisson|io\.quarkus\.redis|io\.vertx\.redis|io\.micronaut\.configuration\.lettuce)/,
    'redis',
  ],
  [/^com\.hazelcast\.(?:client|core)/, 'hazelcast'],
  [/^net\.spy\.memcached/, 'memcached'],
  [
    /^(?:org\.springframework\.kafka|org\.apache\.kafka|io\.smallrye\.reactive\.messaging\.kafka|io\.micronaut\.configuration\.kafka|io\.vertx\.kafka|reactor\.kafka)/,
    'kafka',
  ],
  [
    /^(?:org\.springframework\.amqp|com\.rabbitmq\.client|io\.micronaut\.rabbitmq|io\.vertx\.rabbitmq|reactor\.rabbitmq)/,
    'rabbitmq',
  ],
  [/^(?:org\.springframework\.jms|org\.apache\.activemq|(?:javax|jakarta)\.jms\.)/, 'activemq'],
  [/^org\.apache\.rocketmq/, 'rocketmq'],
  [/^(?:org\.apache\.pulsar\.client|org\.springframework\.pulsar)/, 'pulsar'],
  [/^io\.confluent\.ksql\./, 'ksqldb'],
  [/^com\.eventstore\.dbclient|^io\.kurrent\.dbclient/, 'eventstore'],
  [/^com\.couchbase\.client|^org\.springframework\.data\.couchbase/, 'couchbase'],
  [/^com\.clickhouse\./, 'clickhouse'],
  [/^com\.influxdb\./, 'influxdb'],
  [/^(?:org\.opensearch\.(?:client|data)|org\.springframework\.data\.opensearch)/, 'opensearch'],
  [/^(?:com\.azure\.messaging\.servicebus|com\.azure\.spring\.messaging\.servicebus)/, 'servicebus'],
  [/^com\.azure\.(?:cosmos|spring\.data\.cosmos)/, 'cosmos'],
  [/^(?:com\.google\.cloud\.(?:pubsub|spring\.pubsub))/, 'pubsub'],
  [/^org\.eclipse\.paho\./, 'mqtt'],
  [/^io\.nats\.client/, 'nats'],
  [/^io\.minio\./, 'minio'],
  [/^(?:io\.awspring\.cloud\.sqs|(?:com\.amazonaws|software\.amazon\.awssdk)\.services\.sqs)\./, 'sqs'],
  [/^(?:io\.awspring\.cloud\.sns|(?:com\.amazonaws|software\.amazon\.awssdk)\.services\.sns)\./, 'sns'],
  [
    /^(?:io\.awspring\.cloud\.dynamodb|com\.amazonaws\.services\.dynamodbv2|software\.amazon\.awssdk\.(?:services|enhanced)\.dynamodb)\./,
    'dynamodb',
  ],
]

/** Packages whose mere presence connects to a store, where code imports what makes use of them. */
export const jvmBringers: readonly (readonly [RegExp, string, RegExp?])[] = [
  [/:spring-cloud-starter-bus-kafka$/, 'kafka'],
  [/:spring-cloud-starter-bus-amqp$/, 'rabbitmq'],
  [
    /:spring-cloud-(?:starter-)?stream-(?:binder-)?kafka(?:-streams)?$/,
    'kafka',
    /^org\.springframework\.cloud\.stream\./,
  ],
  [/:spring-cloud-(?:starter-)?stream-(?:binder-)?rabbit$/, 'rabbitmq', /^org\.springframework\.cloud\.stream\./],
  [/:spring-cloud-starter-stream-rocketmq$/, 'rocketmq', /^org\.springframework\.cloud\.stream\./],
  [/:quarkus-(?:smallrye-reactive-)?messaging-kafka$/, 'kafka', /^org\.eclipse\.microprofile\.reactive\.messaging/],
  [
    /:quarkus-(?:smallrye-reactive-)?messaging-(?:amqp|rabbitmq)$/,
    'rabbitmq',
    /^org\.eclipse\.microprofile\.reactive\.messaging/,
  ],
  [
    /:spring-(?:boot-starter-(?:data-)?redis(?:-reactive)?|session-data-redis)$/,
    'redis',
    /^org\.springframework\.(?:cache|session)\./,
  ],
]

/** What keeps rows of a database without naming which: only the manifest tells. */
export const rowMapping =
  /^(?:jakarta|javax)\.persistence\.|^org\.springframework\.(?:data\.(?:jpa|jdbc|r2dbc|repository)|jdbc|r2dbc)\.|^org\.(?:hibernate|jooq|jdbi|mybatis|jetbrains\.exposed)\.|^org\.apache\.ibatis\.|^com\.baomidou\.mybatisplus\.|^io\.(?:quarkus\.hibernate|micronaut\.data|ebean|vertx\.ext\.(?:jdbc|sql))|^(?:jakarta|javax)\.sql\.DataSource$|^java\.sql\.(?:Connection|DriverManager|PreparedStatement)$/

/** Drivers of JDBC and R2DBC, and what Quarkus and Micronaut call theirs. */
export const rowDrivers: readonly (readonly [RegExp, string])[] = [
  [/:(?:postgresql|r2dbc-postgresql|quarkus-(?:jdbc-postgresql|reactive-pg-client)|vertx-pg-client)$/, 'postgres'],
  [
    /:(?:mysql-connector-(?:java|j)|mysql|r2dbc-mysql|quarkus-(?:jdbc-mysql|reactive-mysql-client)|vertx-mysql-client|mysql-connector-[\w-]*)$/,
    'mysql',
  ],
  [/:(?:mariadb-java-client|r2dbc-mariadb|quarkus-jdbc-mariadb)$/, 'mariadb'],
  [/:(?:mssql-jdbc|r2dbc-mssql|quarkus-jdbc-mssql)$/, 'sqlserver'],
  [
    /:(?:ojdbc\d*(?:-production)?|ucp\d*|oracle-r2dbc|quarkus-jdbc-oracle|oracle-spring-boot-starter-[\w-]+|helidon-integrations-(?:cdi-datasource-ucp|db-ojdbc))$/,
    'oracle',
  ],
]
/** Databases inside of the process, which a framework takes where it is told of no other. */
export const embeddedDatabase = /:(?:hsqldb|h2|derby|sqlite-jdbc|r2dbc-h2|quarkus-jdbc-(?:h2|derby)|micronaut-jdbc-h2)$/
