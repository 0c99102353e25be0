import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const pom = (name: string, ...dependencies: readonly string[]): string =>
  `<project><groupId>shop</groupId><artifactId>${name}</artifactId><dependencies>${[
    'org.springframework.boot:spring-boot-starter-web',
    ...dependencies,
  ]
    .map((each) => each.split(':'))
    .map(
      ([group, artifact]) => `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId></dependency>`,
    )
    .join('')}</dependencies></project>`

/** Two programs that an anchor gives the addresses of all stores. */
const shop = (orders: string, more: Tree = {}): Tree => ({
  'compose.yaml': `x-all: &all { REDIS_HOST: cache, KAFKA_BOOTSTRAP_SERVERS: "kafka:9092", MONGO_URI: "mongodb://documents:27017/orders" }
services:
  orders: { build: orders, environment: { <<: *all } }
  cache: { image: redis }
  kafka: { image: apache/kafka }
  documents: { image: mongo }
`,
  'orders/Dockerfile': 'FROM eclipse-temurin:21-jre\nENTRYPOINT ["java", "-jar", "app.jar"]\n',
  'orders/pom.xml': orders,
  'orders/src/main/java/App.java':
    '@SpringBootApplication\npublic class App { public static void main(String[] args) { SpringApplication.run(App.class, args); } }',
  ...more,
})
const cache = 'orders -> redis://cache cache (observed)'

it('has no store that is given to all, where nothing that it is built with speaks with it', async () => {
  expect(await edgesOf(shop(pom('orders')))).toEqual([])
})

it.each<readonly [string, Tree]>([
  ['a library of it does', shop(pom('orders', 'org.springframework.boot:spring-boot-starter-data-redis'))],
  [
    'a module that it is built with does',
    shop(pom('orders', 'shop:common'), { 'common/pom.xml': pom('common', 'redis.clients:jedis') }),
  ],
  [
    'its settings name the variable',
    shop(pom('orders', 'com.acme:acme-starter'), {
      'orders/src/main/resources/application.yml': 'acme:\n  keys: $' + '{REDIS_HOST}\n',
    }),
  ],
])('has it where %s', async (_, tree) => {
  expect(await edgesOf(tree)).toContain(cache)
})

it('has no database that is given to all, where it is built with nothing for rows; the number of a cache names none', async () => {
  const given = (text: string): string =>
    text
      .replace('REDIS_HOST: cache,', 'REDIS_HOST: cache, REDIS_DB: 0, DB_HOST: rows, DB_SCHEMA: shop,')
      .replace('  cache:', '  rows: { image: mysql }\n  cache:')
  const tree = (...dependencies: string[]): Tree =>
    Object.fromEntries(Object.entries(shop(pom('orders', ...dependencies))).map(([file, text]) => [file, given(text)]))
  expect(await edgesOf(tree())).toEqual([])
  expect(await edgesOf(tree('org.springframework.boot:spring-boot-starter-data-jpa'))).toEqual([
    'orders -> mysql://rows/shop database (observed)',
  ])
})
