import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const opens = (driver: string, name: string): string =>
  `package main\n\nimport (\n\t"database/sql"\n\t_ "${driver}"\n)\n\nfunc ${name}() { sql.Open("${name}", dsn) }\n`
const program = {
  'orders/Dockerfile': 'FROM golang:1.25\nCOPY . .\nCMD ["/orders"]\n',
  'orders/go.mod':
    'module example.com/orders\nrequire github.com/lib/pq v1.10.9\nrequire github.com/go-sql-driver/mysql v1.9.0\n',
  'orders/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
  'orders/postgres.go': opens('github.com/lib/pq', 'postgres'),
  'orders/mysql.go': opens('github.com/go-sql-driver/mysql', 'mysql'),
}
const compose = (given: string): string => `services:\n  orders: { build: orders, environment: { ${given} } }\n`

it('takes of the databases that a program can speak with the one that it is told to take', async () => {
  expect(await edgesOf({ ...program, 'compose.yaml': compose('LOG_LEVEL: info') })).toEqual([
    'orders -> mysql of orders database (observed)',
    'orders -> postgres of orders database (observed)',
  ])
  expect(await edgesOf({ ...program, 'compose.yaml': compose('ORDERS_DB_DRIVER: mysql') })).toEqual([
    'orders -> mysql of orders database (observed)',
  ])
})

it('gives a store of a package of Go with several to those who are told of it', async () => {
  const program = (name: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM golang:1.26\nCOPY . .\nCMD ["/app"]\n',
    [`${name}/main.go`]:
      'package main\n\nimport (\n\t"net/http"\n\t"example.com/shop/infra"\n)\n\nfunc main() { infra.Open(); http.ListenAndServe(":80", nil) }\n',
  })
  const tree: Tree = {
    'go.mod': 'module example.com/shop\n',
    ...program('chat'),
    ...program('files'),
    'web/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/app"]\n',
    'web/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    'infra/kafka.go': 'package infra\n\nimport "github.com/IBM/sarama"\n\nfunc Open() { sarama.NewConfig() }\n',
    'infra/redis.go': 'package infra\n\nimport "github.com/redis/go-redis/v9"\n\nvar client = redis.NewClient(nil)\n',
    'compose.yaml':
      'services:\n  chat: { build: chat, environment: { KAFKA_ADDRS: "kafka:9092", REDIS_ADDRS: "cache:6379" } }\n  files: { build: files, environment: { REDIS_ADDRS: "cache:6379" } }\n  web: { build: web }\n',
  }
  expect((await edgesOf(tree)).map((edge) => edge.replace(/ of \w+|:\/\/\S+/, ''))).toEqual([
    'chat -> kafka broker (observed)',
    'chat -> redis cache (observed)',
    'files -> redis cache (observed)',
  ])
})

it('takes of the databases that a package of Go offers to several the one that the manifests run', async () => {
  const program = (name: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM golang:1.26\nCOPY . .\nCMD ["/app"]\n',
    [`${name}/main.go`]:
      'package main\n\nimport (\n\t"net/http"\n\t"example.com/shop/store"\n)\n\nfunc main() { store.Open(); http.ListenAndServe(":80", nil) }\n',
  })
  const tree = (image: string): Tree => ({
    'go.mod': 'module example.com/shop\n',
    ...program('chat'),
    ...program('files'),
    'web/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/app"]\n',
    'web/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
    'store/store.go':
      'package store\n\nimport (\n\t"gorm.io/driver/mysql"\n\t"gorm.io/driver/postgres"\n\t"gorm.io/driver/sqlite"\n\t"gorm.io/gorm"\n)\n\nfunc Open() { gorm.Open(mysql.Open(dsn)); gorm.Open(postgres.Open(dsn)); gorm.Open(sqlite.Open(dsn)) }\n',
    'compose.yaml': `services:\n  chat: { build: { context: ., dockerfile: chat/Dockerfile } }\n  files: { build: { context: ., dockerfile: files/Dockerfile } }\n  web: { build: { context: ., dockerfile: web/Dockerfile } }\n  db: { image: "${image}" }\n`,
  })
  expect(await edgesOf(tree('mysql:8'))).toEqual([
    'chat -> mysql of chat database (observed)',
    'files -> mysql of files database (observed)',
  ])
  expect(await edgesOf(tree('mongo:8'))).toHaveLength(6)
})
