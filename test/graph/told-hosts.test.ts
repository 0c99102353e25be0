import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const images = ['redis:8', 'rabbitmq:4', 'mongo:8', 'postgres:18', 'mysql:9', 'elasticsearch:9.0.0', 'cassandra:5']
const compose = (names: readonly string[]): string =>
  `services:\n${names.map((name, index) => `  ${name}:\n    image: ${images[index]}\n`).join('')}`
const stores = { 'compose.yaml': compose(['cache', 'mq', 'docs', 'pg', 'my', 'search', 'wide']) }
const java = (name: string, text: string) => ({
  'orders/pom.xml': '<project><artifactId>orders</artifactId></project>',
  'orders/src/main/java/App.java': '@SpringBootApplication class App {}',
  [`orders/src/main/java/${name}.java`]: text,
})

it.each([
  ['JedisPool p = new JedisPool(new JedisPoolConfig(), "cache", 6379);', 'redis://cache:6379 cache'],
  ['var c = new RedisStandaloneConfiguration("cache", 6379);', 'redis://cache:6379 cache'],
  ['RabbitFactory f; void g() { f.setHost("mq"); }', 'amqp://mq broker'],
  ['/* rabbit */ ConnectionFactory f = new CachingConnectionFactory("mq");', 'amqp://mq broker'],
  ['MongoClient m = new MongoClient("docs", 27017);', 'mongodb://docs:27017 database'],
  [
    '// RestClient of elasticsearch\nHttpHost h = new HttpHost("search", 9200, "http");',
    'elasticsearch://search:9200 database',
  ],
  [
    'CqlSession s = builder.addContactPoint(new InetSocketAddress("wide", 9042)).build();',
    'cassandra://wide:9042 database',
  ],
])('knows the host that a client of Java is told: %s', async (code, store) => {
  expect(await edgesOf({ ...stores, ...java('Store', `class Store {\n  ${code}\n}`) })).toEqual([
    `orders -> ${store} (observed)`,
  ])
})

it('knows the service that a channel of gRPC in Java is told', async () => {
  const channel = 'var c = ManagedChannelBuilder.forAddress("users", 9090).usePlaintext().build();'
  const tree = {
    ...java('Users', `class Users {\n  ${channel}\n}`),
    'users/Dockerfile': 'FROM users\nCMD ["users"]\n',
    'users/main.py': 'import flask',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> users grpc (observed)'])
})

it('says nothing of a host where the file speaks with no such client', async () => {
  const code =
    'class Server {\n  void run() { server.setHost("mq"); server.bind(new InetSocketAddress("wide", 80)); }\n  // elasticsearch\n  HttpHost search = new HttpHost(host, port, "http");\n}'
  expect(await edgesOf({ ...stores, ...java('Server', code) })).toEqual([])
})

it('knows the hosts that clients of PHP and Ruby are told, and a database beside', async () => {
  const tree = {
    ...stores,
    'orders/composer.json': '{ "require": { "slim/slim": "5.0" } }',
    'orders/index.php': `<?php
$cache = new Redis();
$cache->connect('cache', 6379);
$queue = new AMQPStreamConnection('mq', 5672, 'guest', getenv('PASSWORD'));
$rows = new mysqli('my', 'orders', getenv('PASSWORD'), 'orders');
`,
    'users/config.ru': 'run Users\n',
    'users/app.rb': `CACHE = Redis.new(host: 'cache', port: 6379)
QUEUE = Bunny.new(hostname: 'mq')
ROWS = PG.connect(host: 'pg', dbname: 'users', user: 'users')
`,
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> amqp://mq:5672 broker (observed)',
    'orders -> mysql://my/orders database (observed)',
    'orders -> redis://cache:6379 cache (observed)',
    'users -> amqp://mq:5672 broker (observed)',
    'users -> postgres://pg/users database (observed)',
    'users -> redis://cache:6379 cache (observed)',
  ])
})

it('leads to who has a name, and not to who is called so besides', async () => {
  const node = (name: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
    [`${name}/main.js`]: name === 'orders' ? 'fetch(process.env.PAY_URL)\n' : 'serve()\n',
  })
  const tree: Tree = {
    ...node('orders'),
    ...node('pay'),
    ...node('pay-sync'),
    'compose.sync.yaml': 'services:\n  jvm-pay-sync: { build: pay-sync, hostname: jvm-pay }\n',
    'compose.yaml':
      'services:\n  orders: { build: orders, environment: { PAY_URL: "http://jvm-pay" } }\n  jvm-pay: { build: pay }\n',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> jvm-pay http (observed)'])
})

it('a broker is one at each of its ports; databases of one host are not', async () => {
  const node = (name: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
    [`${name}/main.js`]: 'connect(process.env.KAFKA_BROKERS, process.env.DB_URL)\n',
  })
  const service = (name: string, kafka: string, port: number): string =>
    `  ${name}: { build: ${name}, environment: { KAFKA_BROKERS: "${kafka}", DB_URL: "postgres://pg:${port}/shop" } }\n`
  const of = (first: string, second: string): Promise<string[]> =>
    edgesOf({
      ...node('cart'),
      ...node('orders'),
      'compose.yaml': `services:\n  kafka: { image: "confluentinc/cp-kafka:8.0.0" }\n${service('cart', first, 5432)}${service('orders', second, 5433)}`,
    })
  expect(await of('kafka:29092', 'kafka:9092')).toEqual([
    'cart -> kafka://kafka:9092 broker (observed)',
    'cart -> postgres://pg:5432/shop database (observed)',
    'orders -> kafka://kafka:9092 broker (observed)',
    'orders -> postgres://pg:5433/shop database (observed)',
  ])
  expect((await of('kafka:29092', 'kafka:19092'))[2]).toBe('orders -> kafka://kafka:19092 broker (observed)')
})
