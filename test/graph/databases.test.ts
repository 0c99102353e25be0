// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the settings under test are text
import { expect, it } from 'vitest'
import { catalogOf, edgesOf, surveyOf, type Tree } from './graph-of.ts'

const two = catalogOf({ a: {}, b: {} })
const reads = (...names: string[]): Tree => ({
  'services/a/src/main.ts': `import 'x'\n${names.map((name) => `process.env.${name}`).join('\n')}`,
  'services/b/src/main.ts': `import 'x'\n${names.map((name) => `process.env.${name}`).join('\n')}`,
})
const compose = (a: string, b: string): Tree => ({
  'compose.yaml': `services:
  a: { build: services/a, environment: { ${a} } }
  b: { build: services/b, environment: { ${b} } }
  db: { image: "postgres:17" }
  cache: { image: "redis:8" }
`,
})

const laravel: Tree = {
  'services/a/composer.json': '{ "require": { "php": "^8.4" } }',
  'services/a/config/cache.php': "<?php return ['connection' => env('REDIS_CACHE_CONNECTION', 'cache')];",
}

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  [
    'the database that the image of its server is told',
    {
      ...two,
      ...reads('MONGODB_HOSTNAME', 'MONGO_INITDB_DATABASE'),
      'compose.yaml':
        'services:\n  a: { build: services/a, environment: { MONGODB_HOSTNAME: docs, MONGO_INITDB_DATABASE: shop } }\n  docs: { image: "mongo:8" }\n',
    },
    ['a -> mongodb://docs/shop database (observed)'],
  ],
  [
    'a login that only variables tell',
    {
      ...two,
      ...reads('DATABASE_URL'),
      ...compose(
        'DATABASE_URL: "postgres://${DB_USER:-app}:${DB_PASSWORD:?needed}@db/shop"',
        'DATABASE_URL: "Server=db;Database=shop;User Id=app;Password=${DB_PASSWORD}"',
      ),
    },
    ['a -> postgres://db/shop database (observed)', 'b -> sqlserver://db/shop database (observed)'],
  ],
  [
    'a host with its port, beside the name of the database',
    {
      ...two,
      ...reads('MYSQL_SERVICE', 'MYSQL_DATABASE', 'DB_ADDR', 'DB_NAME', 'CART_SERVICE'),
      ...compose(
        'MYSQL_SERVICE: "db:3306", MYSQL_DATABASE: shop, CART_SERVICE: "b:8080"',
        'DB_ADDR: "db:5432", DB_NAME: bills',
      ),
    },
    [
      'a -> b http (observed)',
      'a -> mysql://db:3306/shop database (observed)',
      'b -> postgres://db:5432/bills database (observed)',
    ],
  ],
  [
    'a host that only a variable tells',
    { ...two, ...reads('DATABASE_URL'), ...compose('DATABASE_URL: "postgres://app@${DB_HOST}/shop"', '') },
    [],
  ],
  [
    'settings of a mapper of objects, which name no product',
    {
      ...reads('TYPEORM_HOST', 'TYPEORM_DATABASE'),
      ...catalogOf({ a: {}, b: {} }),
      ...compose('TYPEORM_HOST: db, TYPEORM_DATABASE: shop', ''),
    },
    ['a -> postgres://db/shop database (observed)'],
  ],
  ['a connection of Laravel, which is called by a name of its own', { ...two, ...laravel }, []],
  [
    'one database, two users',
    {
      ...reads('DATABASE_URL'),
      ...compose(
        'DATABASE_URL: "postgres://x:y@db:5432/shop"',
        'DATABASE_URL: "postgresql://x:y@db:5432/shop?sslmode=off"',
      ),
    },
    ['a -> postgres://db:5432/shop database (observed)', 'b -> postgres://db:5432/shop database (observed)'],
  ],
  [
    'one broker, once with its usual port and once without',
    { ...reads('BROKER_URL'), ...compose('BROKER_URL: "amqp://rabbit"', 'BROKER_URL: "amqp://rabbit:5672"') },
    ['a -> amqp://rabbit:5672 broker (observed)', 'b -> amqp://rabbit:5672 broker (observed)'],
  ],
  [
    'two databases on one server',
    {
      ...reads('DATABASE_URL'),
      ...compose('DATABASE_URL: "postgres://x:y@db:5432/a"', 'DATABASE_URL: "postgres://x:y@db:5432/b"'),
    },
    ['a -> postgres://db:5432/a database (observed)', 'b -> postgres://db:5432/b database (observed)'],
  ],
  [
    'settings given apart',
    {
      ...reads('POSTGRES_HOST', 'POSTGRES_PORT', 'POSTGRES_DB'),
      ...compose('POSTGRES_HOST: db, POSTGRES_PORT: 5432, POSTGRES_DB: shop', 'LOG_LEVEL: info'),
    },
    ['a -> postgres://db:5432/shop database (observed)'],
  ],
  [
    'a host of a database in a neutral setting',
    { ...reads('DB_HOST', 'DB_NAME'), ...compose('DB_HOST: db, DB_NAME: shop', 'LOG_LEVEL: info') },
    ['a -> postgres://db/shop database (observed)'],
  ],
  [
    'a cache',
    { ...reads('REDIS_URL'), ...compose('REDIS_URL: "redis://cache:6379/0"', 'REDIS_URL: "redis://cache"') },
    ['a -> redis://cache:6379 cache (observed)', 'b -> redis://cache:6379 cache (observed)'],
  ],
  [
    'a connection in code',
    { 'services/a/src/main.ts': "connect('mongodb://mongo:27017/shop')" },
    ['a -> mongodb://mongo:27017/shop database (observed)'],
  ],
  [
    'a default on this machine',
    { 'services/a/src/main.ts': "process.env.DATABASE_URL ?? 'postgres://localhost:5432/a'" },
    ['a -> postgres://localhost:5432/a database (observed)'],
  ],
  [
    'a broker',
    { 'services/a/src/main.ts': "connect('nats://nats:4222')" },
    ['a -> nats://nats:4222 broker (observed)'],
  ],
  [
    'a broker that its setting tells of',
    { 'services/a/src/main.ts': "process.env.KAFKA_BROKERS ?? 'kafka.example.net:9092'" },
    ['a -> kafka://kafka.example.net:9092 broker (observed)'],
  ],
  ['a port of a stranger', { 'services/a/src/main.ts': "process.env.SMTP_SERVER ?? 'smtp.example.net:587'" }, []],
  ['a connection in a test', { 'services/a/test/a.test.ts': "connect('postgres://db/a')" }, []],
  ['a password alone', { ...reads('DB_PASSWORD'), ...compose('DB_PASSWORD: hunter2', 'DB_PASSWORD: hunter2') }, []],
]

it.each(rows)('%s', async (_, tree, expected) => {
  expect(await edgesOf({ ...two, ...tree })).toEqual(expected)
})

it('lists what is used as resources', async () => {
  const { graph } = await surveyOf({
    ...two,
    'services/a/src/main.ts': "f('redis://cache:6379'); f('postgres://db/a'); f('amqp://mq')",
  })
  expect(graph.resources.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'amqp://mq broker',
    'postgres://db/a database',
    'redis://cache:6379 cache',
  ])
})

it('takes resources of the catalog by their name', async () => {
  const root = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: a, annotations: { msvc.dev/path: services/a } }
spec: { type: service, lifecycle: production, owner: team, dependsOn: ["resource:a-db"] }
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: { name: a-db }
spec: { type: database, owner: team }
`
  expect(await edgesOf({ 'catalog-info.yaml': root })).toEqual(['a -> a-db database (declared)'])
})

it.each([
  ['keeps files', 'MINIO_ENDPOINT', 'http://files:9000', 'minio://files:9000'],
  ['looks things up', 'ELASTICSEARCH_URL', 'http://search:9200', 'elasticsearch://search:9200'],
])('takes a database for another one than what %s beside it', async (_, setting, url, store) => {
  const tree: Tree = {
    ...two,
    'services/a/package.json': '{ "name": "a", "dependencies": { "pg": "8" } }',
    'services/a/src/main.ts': `import pg from 'pg'\nprocess.env.${setting} || '${url}'\n`,
  }
  expect(await edgesOf(tree)).toEqual([`a -> ${store} database (observed)`, 'a -> postgres of a database (observed)'])
})

it('takes what compose builds of a database in the folder of a service for a database', async () => {
  const tree: Tree = {
    'compose.yaml':
      'services:\n  orders: { build: orders, environment: { DATABASE_URL: "postgres://orders_db/orders", QUEUE_HOST: mqtt } }\n  orders_db: { build: { context: ./orders, dockerfile: db.dockerfile } }\n  mqtt: { build: orders/mqtt }\n',
    'orders/Dockerfile': 'FROM node:22\n',
    'orders/db.dockerfile': 'FROM postgres:16\nCOPY up.sql /docker-entrypoint-initdb.d/1.sql\n',
    'orders/mqtt/Dockerfile': 'FROM eclipse-mosquitto:2.0\nCOPY mosquitto.conf /mosquitto/config/\n',
    'orders/index.js': 'process.env.DATABASE_URL; process.env.QUEUE_HOST\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> postgres://orders_db/orders database (observed)',
    'orders -> tcp://mqtt broker (observed)',
  ])
})

it('takes no virtual host of a broker for a broker', async () => {
  const given = 'AMQP_URL: "amqp://rabbit:5672", AMQP_VIRTUAL_HOST: shop, RABBIT_VHOST: shop'
  const tree: Tree = { ...compose(given, ''), ...two, ...reads('AMQP_URL', 'AMQP_VIRTUAL_HOST', 'RABBIT_VHOST') }
  expect(await edgesOf(tree)).toEqual(['a -> amqp://rabbit:5672 broker (observed)'])
})

it('knows a store that is spoken with over HTTP by its host, where a setting says only that it is some', async () => {
  const given =
    'DATASTORE_ENDPOINT: "http://shop-minio:9000", SEARCH_ENDPOINT: "http://elasticsearch-exporter:9114", DOWNLOAD_URL: "https://s3.example.com/shop"'
  const tree: Tree = {
    ...compose(given, ''),
    ...two,
    ...reads('DATASTORE_ENDPOINT', 'SEARCH_ENDPOINT', 'DOWNLOAD_URL'),
  }
  expect(await edgesOf(tree)).toEqual(['a -> minio://shop-minio:9000 database (observed)'])
})
