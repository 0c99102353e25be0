// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, settings: Tree): Tree => ({
  [`${name}/pom.xml`]: `<project><groupId>a</groupId><artifactId>${name}</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency><dependency><groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId></dependency><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-data-redis</artifactId></dependency></dependencies></project>`,
  [`${name}/src/main/java/a/App.java`]: '@SpringBootApplication\nclass App { @Value("${users.url}") String url; }\n',
  ...Object.fromEntries(
    Object.entries(settings).map(([file, text]) => [`${name}/src/main/resources/${file}`, text ?? '']),
  ),
})
const users = program('users', { 'application.yml': 'spring.application.name: users\n' })
const made =
  'users.url: http://${users.host}:${users.port}/api\nspring.datasource.url: jdbc:mysql://${db.host}:${db.port}/shop\n'
const parts = (host: string, db: string): string =>
  `users: { host: ${host}, port: 8080 }\ndb: { host: ${db}, port: 3306 }\n`
const toUsers = 'orders -> users http (observed)'
const expected = ['orders -> mysql://users-db:3306/shop database (observed)', toUsers]
const named = 'spring.application.name: orders\n'

it('fills an address with what a configuration server hands to all', async () => {
  const tree = {
    ...users,
    ...program('orders', { 'bootstrap.yml': named }),
    'config-repo/orders.yml': made,
    'config-repo/application.yml': parts('users', 'users-db'),
  }
  expect(await edgesOf(tree)).toEqual(expected)
})

it('fills an address with what a profile tells, before what it tells of the machine of a developer', async () => {
  const orders = program('orders', {
    'application.yml': named + made,
    'application-dev.yml': parts('localhost', 'localhost'),
    'application-prod.yml': parts('users', 'users-db'),
  })
  expect(await edgesOf({ ...users, ...orders })).toEqual(expected)
})

it('fills no address of one profile with what another tells', async () => {
  const orders = program('orders', {
    'application.yml': named,
    'application-dev.yml': 'partner.url: http://${partner.domain}/api\n',
    'application-prod.yml': 'partner.domain: stock\n',
  })
  const stock = program('stock', { 'application.yml': 'spring.application.name: stock\n' })
  expect(await edgesOf({ ...users, ...stock, ...orders })).not.toContain('orders -> stock http (observed)')
})

it('fills an address that is all another file tells, and the host of a store', async () => {
  const tree = {
    ...users,
    ...program('orders', { 'application.yml': named }),
    'config/nacos/orders.yml': 'spring.datasource.url: ${stores.orders.url}\nspring.redis.host: ${redis.host}\n',
    'config/nacos/stores.yml': 'stores.orders.url: jdbc:mysql://db:3306/shop?password=x\nredis.host: cache\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> mysql://db:3306/shop database (observed)',
    'orders -> redis://cache cache (observed)',
    toUsers,
  ])
})

it.each([
  ['spring.datasource.url: jdbc:mysql://${MYSQL_HOST:localhost}:3306/shop\n'],
  ['spring.datasource.url: jdbc:mysql://${MYSQL_HOST}:3306/shop\n'],
  ['mysql: { host: "${MYSQL_HOST:localhost}", port: 3306, database: shop }\n'],
])('gives the host that a variable tells the database that stands behind it: %s', async (settings) => {
  const tree = {
    ...program('orders', { 'application.yml': named + settings }),
    'compose.yaml':
      'services:\n  orders: { build: orders, environment: { MYSQL_HOST: sql } }\n  sql: { image: "mysql:9" }\n',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> mysql://sql/shop database (observed)'])
})

it('takes what only one of two folders for configuration tells', async () => {
  const tree = {
    ...users,
    ...program('orders', { 'bootstrap.yml': named, 'application-dev.yml': made }),
    'doc/nacos/shop-dev.yaml': parts('users', 'users-db'),
    'deploy/nacos/conf/server.properties': 'db.pool.size=10\n',
  }
  expect(await edgesOf(tree)).toEqual(expected)
  expect(await edgesOf({ ...tree, 'deploy/consul/all.yaml': parts('stock', 'stock-db') })).not.toContain(expected[0])
})

it('takes no store at a number of an own network where another profile names one', async () => {
  const at = (host: string): string => `spring.datasource.url: jdbc:mysql://${host}:3306/shop\n`
  const orders = program('orders', {
    'application.yml': named,
    'application-dev.yml': at('192.168.99.100'),
    'application-prod.yml': at('orders-db'),
  })
  expect(await edgesOf(orders)).toEqual(['orders -> mysql://orders-db:3306/shop database (observed)'])
  const alone = program('orders', { 'application.yml': named + at('192.168.99.100') })
  expect(await edgesOf(alone)).toEqual(['orders -> mysql://192.168.99.100:3306/shop database (observed)'])
})
