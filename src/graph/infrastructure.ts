import { posix } from 'node:path'
import type { Resource } from './graph.ts'

/** Programs that nobody here wrote, by the name of their image or the scheme of their address. */
const kinds: readonly (readonly [RegExp, Resource['kind']])[] = [
  [
    /^sql$|postgres|postgis|cockroach|timescale|mysql|mariadb|percona|mongo|cassandra|scylla|documentdb|sqlserver|mssql|oracle|couch|neo4j|elastic|opensearch|clickhouse|influx|dynamo|spanner|eventstore|firestore|datastore-emulator|arangodb|ravendb|rethinkdb|cosmos|qdrant|weaviate|milvus|sqlite|surrealdb|yugabyte/,
    'database',
  ],
  [/redis|valkey|memcached|hazelcast|keydb|dragonfly/, 'cache'],
  [
    /rabbitmq|amqp|kafka|redpanda|nats|activemq|artemis|pulsar|rocketmq|mosquitto|mqtt|servicebus|eventhub|pubsub|(?:^|[-_/])(?:nsqd?|sqs|sns|kinesis|elasticmq)(?:$|[-_:])/,
    'broker',
  ],
  [/minio|localstack/, 'objectstore'],
]

/** What kind of resource an image or a scheme stands for; undefined for anything else. */
export function resourceKind(name: string): Resource['kind'] | undefined {
  const last = name.toLowerCase().replace(/@.*$/, '').split('/').at(-1) ?? ''
  return kinds.find(([pattern]) => pattern.test(last.replace(/:.*$/, '')))?.[1]
}

/** What is spoken with them, by a word of an image, a host or a setting: `orders-postgres`, `POSTGRES_HOST`. */
const protocols: readonly (readonly [RegExp, string])[] = [
  [/POSTG|TIMESCALE|(?:^|_)PG/i, 'postgres'],
  [/MYSQL|MARIADB|PERCONA/i, 'mysql'],
  [/MONGO/i, 'mongodb'],
  [/REDIS|VALKEY/i, 'redis'],
  [/RABBIT|AMQP/i, 'amqp'],
  [/KAFKA|REDPANDA/i, 'kafka'],
  [/NATS/i, 'nats'],
  [/MEMC(?:ACHED?|_|$)/i, 'memcached'],
  [/ELASTIC(?:_?SEARCH|_URL|_HOST|$)|(?:^|_)ES(?:_|$)/i, 'elasticsearch'],
  [/OPENSEARCH/i, 'opensearch'],
  [/EVENT_?STORE(?:DB)?/i, 'eventstore'],
  [/NEO4J/i, 'neo4j'],
  [/CASSANDRA/i, 'cassandra'],
  [/COUCH/i, 'couchdb'],
  [/MINIO/i, 'minio'],
  [/ROCKETMQ/i, 'rocketmq'],
  [/ACTIVEMQ|ARTEMIS/i, 'activemq'],
  [/PULSAR/i, 'pulsar'],
  [/HAZELCAST/i, 'hazelcast'],
  [/SQLSERVER|MSSQL/i, 'sqlserver'],
  [/ORACLE/i, 'oracle'],
  [/CLICKHOUSE/i, 'clickhouse'],
  [/INFLUX/i, 'influxdb'],
]

/** The protocol that a name tells of; undefined where it tells nothing. */
export const protocolOf = (name: string): string | undefined => protocols.find(([pattern]) => pattern.test(name))?.[1]

/** Programs that watch, log or steer, and are part of every system: no business of anyone. */
const operations =
  /^(?:(?:fluentd|fluent-bit|filebeat|logstash|kibana|grafana|prometheus|alertmanager|loki|promtail|tempo|zipkin|consul|etcd|vault|keycloak|seq|registrator|cadvisor)(?:-(?:oss|ce|ee|enterprise|server|agent|ui|exporter|dashboard|gateway))?|jaeger.*|otel.*|opentelemetry.*|.*zookeeper|traefik|locust|k6|pgadmin4?|adminer|phpmyadmin|mongo-express|kafdrop|akhq|kafka-ui|apicurio-registry.*|(?:cp-)?schema-registry|wiremock|mailhog|mailpit|maildev|papercut|smtp4dev|portainer)$/

/** Those who publish such programs under names that say little: `jaegertracing/all-in-one`. */
const operators = /(?:^|\/)(?:jaegertracing|openzipkin|otel|grafana|prom|fluent)\/[^/]+$/

/** An image whose only business is a database, cache or broker, or to watch the others. */
export function isInfrastructureImage(image: string): boolean {
  const name = image.toLowerCase()
  return resourceKind(image) !== undefined || operations.test(imageName(name)) || operators.test(name)
}

/** Whether a name says that it is a store or a broker, whatever image it runs from: `orders-db`. */
export const isStoreName = (name: string): boolean => /(?:^|[-_.])(?:db|database|cache|mq|queue|broker)\d*$/i.test(name)

/** `registry.example.com:5000/shop/cart:1.2@sha256:…` without the tag and the digest. */
export const imagePath = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/]*$/, '')

/** `registry.example.com:5000/shop/cart:1.2@sha256:…` is `cart`. */
export const imageName = (image: string): string => posix.basename(imagePath(image))

/** What a workload runs, where its own name says besides that it is a deployment, or which: `auth-depl`, `reviews-v2`. */
export const nameOfWorkload = (name: string): string =>
  name.replace(/-(?:depl|deploy|deployment)$/, '').replace(/(?<=\w)-v\d+(?:-[\w-]+)?$/, '')

/** Folders and workloads that drive a system or watch it, and are no part of it. */
export function isTooling(name: string): boolean {
  return /^(?:load-?gen(?:erator)?|locust|k6|load-?test(?:s|er|ing)?|e2e|tests?|__tests__|fixtures|mocks?|templates?|examples?|samples?|docs?|scripts|tools|deploy(?:s|ments?)?|dockers|infra(?:structure)?|k8s|kubernetes|helm|charts|docker|openapi|seed(?:er|-?data)?|migrat(?:e|ions?|or)|[\w.-]+-(?:init|seed(?:er)?|migrations?|e2e|operator)|\..+)$/i.test(
    name,
  )
}
