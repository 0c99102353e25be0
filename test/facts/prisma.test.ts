import { expect, it } from 'vitest'
import { prisma } from '../../src/facts/prisma/index.ts'
import { edgesOf } from '../graph/graph-of.ts'
import { factsOf } from './read-facts.ts'

const schema = `// model Comment { }
datasource db {
  provider = "postgresql"
  url      = env("ORDERS_DATABASE_URL")
}

model Order {
  id Int @id
}
`

it('reads the database, its variable and the types of a schema', async () => {
  const facts = await factsOf(prisma, 'prisma/schema.prisma', schema)
  expect(facts).toEqual([
    { kind: 'env-read', at: { file: 'prisma/schema.prisma', line: 4, column: 14 }, name: 'ORDERS_DATABASE_URL' },
    {
      kind: 'data-source',
      at: { file: 'prisma/schema.prisma', line: 3, column: 1 },
      store: 'postgres',
      detail: 'a schema for postgres',
    },
    { kind: 'stored-type', at: { file: 'prisma/schema.prisma', line: 7, column: 7 }, name: 'Order' },
    { kind: 'table', at: { file: 'prisma/schema.prisma', line: 7, column: 7 }, table: 'order', use: 'creates' },
  ])
})

it('knows of no server behind a file of SQLite', async () => {
  const facts = await factsOf(
    prisma,
    'a.prisma',
    'datasource db {\n  provider = "sqlite"\n  url = "file:./dev.db"\n}\n',
  )
  expect(facts).toEqual([])
})

it('joins the variable with what compose gives, and else says what kind of database is used', async () => {
  const tree = { 'orders/Dockerfile': 'FROM node:24\n', 'orders/main.ts': '', 'orders/prisma/schema.prisma': schema }
  const compose = `services:
  orders:
    build: orders
    environment: { ORDERS_DATABASE_URL: "postgres://o:p@db:5432/orders" }
  db: { image: "postgres:18" }
`
  expect(await edgesOf(tree)).toEqual(['orders -> postgres of orders database (observed)'])
  expect(await edgesOf({ ...tree, 'compose.yaml': compose })).toEqual([
    'orders -> postgres://db:5432/orders database (observed)',
  ])
})

it('gives a schema that lies with nobody to the service whose folder its client is written into', async () => {
  const program = (name: string) => ({
    [`packages/${name}/package.json`]: `{"name":"@shop/${name}","scripts":{"start":"node main.js"},"dependencies":{"express":"5"}}`,
    [`packages/${name}/main.ts`]: "import express from 'express'\nexpress().listen(80)\n",
  })
  const tree = {
    ...program('orders'),
    ...program('users'),
    'packages/orders/.env': 'ORDERS_DATABASE_URL=postgres://rows/orders\n',
    'packages/schema/prisma/schema.prisma': `generator client {
  provider = "prisma-client-js"
  output   = "../../orders/generated/client"
}
${schema}`,
  }
  expect(await edgesOf(tree)).toEqual(['orders -> postgres://rows/orders database (observed)'])
})
