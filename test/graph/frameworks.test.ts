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
