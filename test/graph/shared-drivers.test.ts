import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, imported: string): Tree => ({
  [`${name}/go.mod`]: `module ${name}\nrequire shared v0.0.0\nreplace shared => ../pkg\n`,
  [`${name}/Dockerfile`]: 'FROM scratch\nCMD ["/app"]\n',
  [`${name}/main.go`]: `package main\nimport (\n\t"net/http"\n\t"os"\n\t"${imported}"\n)\nfunc main() {\n\tstore.Open(os.Getenv("STORE_URL"))\n\thttp.ListenAndServe(":80", nil)\n}\n`,
})

/** Services of Go with a package for the database between them, of which one alone is told where its own is. */
const system = (between: Tree, imported: string): Tree => ({
  'pkg/go.mod': 'module shared\n',
  ...between,
  ...program('orders', imported),
  ...program('users', imported),
  'compose.yaml':
    'services:\n  orders: { build: orders, environment: { STORE_URL: "postgres://rows/orders" } }\n  users: { build: users }\n',
})
const driver = (name: string, path: string): string =>
  `package ${name}\nimport "${path}"\nfunc Open(url string) { pgx.Connect(url) }\n`
const told = 'orders -> postgres://rows/orders database (observed)'

it('takes who imports the one driver of a package of Go for one who uses it, whatever others are told', async () => {
  const tree = system({ 'pkg/store/store.go': driver('store', 'github.com/jackc/pgx/v5') }, 'shared/store')
  expect(await edgesOf(tree)).toEqual([told, 'users -> postgres of users database (observed)'])
})

it('takes who imports what only leads to the driver for none, where others are told', async () => {
  const between = {
    'pkg/db/db.go': driver('db', 'github.com/jackc/pgx/v5'),
    'pkg/store/store.go': 'package store\nimport "shared/db"\nfunc Open(url string) { db.Open(url) }\n',
  }
  expect(await edgesOf(system(between, 'shared/store'))).toEqual([told])
})

it('takes the queue of a cloud for one more, whatever other broker a service is told of', async () => {
  const tree = {
    'compose.yaml':
      'services:\n  orders: { build: orders, environment: { KAFKA_ADDRESS: "kafka:9092" } }\n  kafka: { image: "apache/kafka:4" }\n',
    'orders/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'orders/main.js':
      "const { Kafka } = require('kafkajs')\nconst { PubSub } = require('@google-cloud/pubsub')\nconst { SQSClient } = require('@aws-sdk/client-sqs')\nnew Kafka({ brokers: [process.env.KAFKA_ADDRESS] })\nrequire('http').createServer().listen(80)\n",
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> kafka://kafka:9092 broker (observed)',
    'orders -> pubsub of orders broker (observed)',
    'orders -> sqs of orders broker (observed)',
  ])
})
