import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const spring = (name: string): Tree => ({
  [`${name}/Dockerfile`]: 'FROM eclipse-temurin:21-jre',
  [`${name}/src/main/java/A.java`]: 'class A {}',
  [`${name}/src/main/resources/application.yml`]: `spring:\n  application:\n    name: ${name}\n`,
})

it('gives a service what a configuration server holds under its name', async () => {
  const tree = {
    ...spring('config'),
    ...spring('gateway'),
    ...spring('orders'),
    'config/src/main/resources/shared/gateway.yml': 'routes:\n  orders:\n    serviceId: orders\n',
    'config/src/main/resources/shared/application.yml': 'auth: http://orders/token\n',
  }
  expect(await edgesOf(tree)).toEqual(['gateway -> orders http (observed)'])
})

it('finds services and their calls in an application host', async () => {
  const tree = {
    'src/Shop.AppHost/Program.cs': `var builder = DistributedApplication.CreateBuilder(args);
var postgres = builder.AddPostgres("postgres");
var ordersDb = postgres.AddDatabase("ordersdb");
var orders = builder.AddProject<Projects.Orders_API>("orders-api").WithReference(ordersDb);
builder.AddProject<Projects.Web>("web").WithReference(orders).WaitFor(postgres);
`,
    'src/Orders.API/Program.cs': 'class A {}',
    'src/Web/Program.cs': 'class B {}',
    'tests/Orders.Tests/Fixture.cs': `var b = DistributedApplication.CreateBuilder(args);
b.AddProject<Projects.Web>("web").WithReference(b.AddRedis("redis"));`,
  }
  expect(await servicesOf(tree)).toEqual(['orders-api at src/Orders.API', 'web at src/Web'])
  expect(await edgesOf(tree)).toEqual([
    'orders-api -> postgres://postgres/ordersdb database (observed)',
    'web -> orders-api http (observed)',
  ])
})

it('takes a store from the library that speaks with it, where no address is told', async () => {
  const dockerfile = 'FROM python:3.13-slim'
  const tree = {
    'cart/Dockerfile': dockerfile,
    'cart/main.py': 'import redis\nimport psycopg2\nimport requests\n',
    'cart/tests/test_main.py': 'import pymongo\n',
    'users/Dockerfile': dockerfile,
    'users/main.py': 'import os\nimport redis\n\nurl = os.environ.get("REDIS_URL", "redis://cache:6379")\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'cart -> postgres of cart database (observed)',
    'cart -> redis of cart cache (observed)',
    'users -> redis://cache:6379 cache (observed)',
  ])
})

it('takes the database inside of a process that maps tables and names no other', async () => {
  const pom = (artifact: string): string =>
    `<project><artifactId>${artifact}</artifactId><dependencies><dependency><groupId>org.hsqldb</groupId><artifactId>hsqldb</artifactId></dependency></dependencies></project>`
  const tree = {
    ...spring('orders'),
    ...spring('mail'),
    'orders/pom.xml': pom('orders'),
    'orders/src/main/java/Order.java': 'import jakarta.persistence.Entity;\nclass Order {}',
    'mail/pom.xml': pom('mail'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> hsqldb of orders database (observed)'])
})

it('takes a store from a manifest where what the code imports loads the driver by its name', async () => {
  const service = (name: string, imported: string) => ({
    [`${name}/Dockerfile`]: 'FROM node:24',
    [`${name}/package.json`]: `{ "name": "${name}", "dependencies": { "pg": "8", "typeorm": "1" } }`,
    [`${name}/main.ts`]: `import { A } from '${imported}'\n`,
  })
  // A dependency that nothing uses was copied with the manifest.
  expect(await edgesOf({ ...service('cart', 'typeorm'), ...service('users', 'express') })).toEqual([
    'cart -> postgres of cart database (observed)',
  ])
})

it('means the one broker of its kind that the manifests run', async () => {
  const pom = `<project><artifactId>stats</artifactId><dependencies><dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-starter-bus-amqp</artifactId></dependency></dependencies></project>`
  const tree = { 'stats/Dockerfile': 'FROM eclipse-temurin:25', 'stats/pom.xml': pom, 'stats/A.java': 'class A {}' }
  const broker = (name: string): string => `  ${name}: { image: "rabbitmq:4" }\n`
  expect(await edgesOf({ ...tree, 'compose.yaml': `services:\n${broker('queue')}` })).toEqual([
    'stats -> amqp://queue broker (observed)',
  ])
  expect(await edgesOf({ ...tree, 'compose.yaml': `services:\n${broker('queue')}${broker('bus')}` })).toEqual([
    'stats -> rabbitmq of stats broker (observed)',
  ])
})
