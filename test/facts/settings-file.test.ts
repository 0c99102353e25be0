import { describe, expect, it } from 'vitest'
import { extractorsOf } from '../../src/facts/reading/draw.ts'
import { settingsFiles } from '../../src/facts/settings-file/index.ts'
import { spring } from '../../src/facts/spring/index.ts'
import { edgesOf, shown } from '../graph/graph-of.ts'
import { factsOf, statements } from './read-facts.ts'

describe('files of settings', () => {
  it.each([
    'config.json',
    'services/a/config.production.yaml',
    'a/config/default.json',
    'settings-dev.yml',
    'config/config.toml',
    'order/cmd/api/etc/order.yaml',
    'order/configs/order.dev.toml',
    'order/src/main/resources/application.json',
  ])('are %s', (path) => expect(extractorsOf(path)).toContain(settingsFiles))

  it.each([
    '.vscode/settings.json',
    'a/.circleci/config.yml',
    'config.test.json',
    'tsconfig.json',
    'config.schema.json',
    'deploy/etc/prometheus.yml',
    'order/configs/routes.yaml',
  ])('are not %s', (path) => expect(extractorsOf(path)).not.toContain(settingsFiles))

  it('name the variable that holds a whole address', async () => {
    const text = '{ "production": { "use_env_variable": "SHOP_DB", "dialect": "mssql" } }'
    expect(await statements(settingsFiles, 'config/config.json', text)).toEqual(['1:39 read SHOP_DB'])
  })

  it('tell of Redis where go-zero does, at whatever port and machine', async () => {
    const text = 'Name: orders\nCache:\n  - Host: 192.0.2.1:16379\n    Type: node\nUsers:\n  Host: 192.0.2.1:8881\n'
    expect(await statements(settingsFiles, 'etc/orders.yaml', text)).toEqual([
      '3:11 default Cache_Host=192.0.2.1:16379',
      '6:9 default Users_Host=192.0.2.1:8881',
    ])
  })

  it('hold addresses, and connections in parts', async () => {
    const text = `{
  "name": "orders",
  "cartUrl": "http://cart:8080",
  "mongo": { "host": "db", "port": 27017, "database": "orders", "password": "hidden" },
  "brokers": ["queue:9092"]
}`
    expect(await statements(settingsFiles, 'config.json', text)).toEqual([
      '3:14 default cartUrl=http://cart:8080',
      '4:22 default mongo_host=db:27017',
      '5:15 default brokers=queue:9092',
    ])
  })

  it('name the database of a server beside its address', async () => {
    const text =
      'Mongo:\n  Url: "mongodb://root:hidden@db:27017"\n  Db: chat\nKafka:\n  Url: kafka://queue:9092\n  Db: chat\n'
    expect(await statements(settingsFiles, 'chat/etc/chat.yaml', text)).toEqual([
      '2:8 default Mongo_Url=mongodb://***@db:27017/chat',
      '5:8 default Kafka_Url=kafka://queue:9092',
    ])
    const whole = 'mongo:\n  url: mongodb://db/chat\n  db: other\n'
    expect(await statements(settingsFiles, 'config.yaml', whole)).toEqual(['2:8 default mongo_url=mongodb://db/chat'])
  })

  it('tell what a program opens, and under which name discovery knows it', async () => {
    const text = 'Name: order\nListenOn: 0.0.0.0:2001\nEtcd:\n  Key: order.rpc\nCart:\n  Etcd:\n    Key: cart.rpc\n'
    const facts = await factsOf(settingsFiles, 'order/etc/order.yaml', text)
    expect(facts.map(({ kind, at }) => `${at.line} ${kind}`)).toEqual(['2 listen', '7 address', '4 network-name'])
    const [listen, address, name] = facts
    expect(listen).toMatchObject({ port: 2001 })
    expect(address).toMatchObject({ address: { scheme: 'grpc', host: 'cart.rpc' } })
    expect(name).toMatchObject({ source: 'discovery', name: 'order.rpc' })
    const client = 'client:\n  addr: 0.0.0.0:2001\n'
    expect(await factsOf(settingsFiles, 'order/etc/order.yaml', client)).toEqual([])
  })

  it('may be TOML', async () => {
    const text = '# settings\n[orders]\nurl = "http://orders:8080"\n[redis]\n  addr = "cache:6379"\n'
    expect(await statements(settingsFiles, 'config.toml', text)).toEqual([
      '3:1 default orders_url=http://orders:8080',
      '5:3 default redis_addr=cache:6379',
    ])
    expect(await statements(settingsFiles, 'config.toml', 'a = ')).toEqual([])
  })

  it('are no manifests of other programs', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  url: http://cart:8080\n'
    expect(await statements(settingsFiles, 'k8s/config.yaml', text)).toEqual([])
    const inBraces = '{apiVersion: v1, kind: ConfigMap, data: {CART_URL: "http://cart:8080"}}\n'
    expect(await statements(settingsFiles, 'k8s/config.yaml', inBraces)).toEqual([])
    const watched = 'scrape_configs:\n- url: http://cart:8080\n'
    expect(await statements(settingsFiles, 'prometheus/config.yaml', watched)).toEqual([])
  })
})

it('tell a database by its name and login, in parts', async () => {
  const text =
    'database:\n  host: orders-db\n  port: 5432\n  name: orders\n  user: clerk\nserver:\n  host: web\n  port: 5432\n  name: x\n'
  const facts = await factsOf(settingsFiles, 'order/config.yaml', text)
  expect(facts.map((fact) => fact.kind === 'address' && fact.address)).toEqual([
    { scheme: 'postgres', host: 'orders-db', port: 5432, path: 'orders', user: 'clerk', shown: 'orders-db:5432' },
    { host: 'web', port: 5432, shown: 'web:5432' },
  ])
})

it('that lie together under the names of services tell databases in parts, too', async () => {
  const text = 'database:\n  host: shop-db\n  port: 5432\n  dbname: shop\n  user: clerk\n'
  const facts = await factsOf(spring, 'configs/order-service.yaml', text)
  expect(facts.flatMap((fact) => (fact.kind === 'address' ? [fact.address] : []))).toMatchObject([
    { scheme: 'postgres', host: 'shop-db', port: 5432, path: 'shop', user: 'clerk' },
  ])
})

const service = (name: string, code: string) => ({
  [`${name}/Dockerfile`]: 'FROM golang:1.26\n',
  [`${name}/main.go`]: `package main\n\nfunc main() { ${code} }\n`,
})

it('gives a file at the root to the services whose code names its settings', async () => {
  const tree = {
    ...service('geo', 'connect(settings["GeoMongoAddress"])'),
    ...service('rate', 'connect(settings["RateMemcAddress"])'),
    'config.json': '{ "GeoMongoAddress": "mongodb-geo:27017", "RateMemcAddress": "memcached-rate:11211" }',
  }
  expect(await edgesOf(tree)).toEqual([
    'geo -> mongodb://mongodb-geo:27017 database (observed)',
    'rate -> memcached://memcached-rate:11211 cache (observed)',
  ])
})

it('never shows a password', async () => {
  const tree = {
    ...service('geo', ''),
    'geo/config.json': '{ "mongo": { "url": "mongodb://geo:hunter2@db:27017/geo", "password": "hunter2" } }',
  }
  expect(await edgesOf(tree)).toEqual(['geo -> mongodb://db:27017/geo database (observed)'])
  expect(await shown(tree)).not.toContain('hunter2')
})
