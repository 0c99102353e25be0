import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const project = (name: string, items: string, sdk = 'Microsoft.NET.Sdk.Web'): Tree => ({
  [`src/${name}/${name}.csproj`]: `<Project Sdk="${sdk}"><ItemGroup>${items}</ItemGroup></Project>`,
})
const program = (name: string, items: string, code = ''): Tree => ({
  ...project(name, items),
  [`src/${name}/Program.cs`]: `var builder = WebApplication.CreateBuilder(args);\n${code}\nbuilder.Build().Run();\n`,
})
const linked = '<Content Include="..\\..\\appsettings.json" Link="appsettings.json" />'
const settings = {
  'appsettings.json': '{"ConnectionStrings":{"Shop":"Server=sql;Database=Shop;User Id=sa;Password=x"}}',
}

it('gives settings that projects link to each of them', async () => {
  const tree = { ...settings, ...program('Cart', linked), ...program('Mail', ''), ...program('Stock', linked) }
  expect(await edgesOf(tree)).toEqual([
    'Cart -> sqlserver://sql/Shop database (observed)',
    'Stock -> sqlserver://sql/Shop database (observed)',
  ])
})

it('gives the settings in a folder that projects link whole to each of them, and no item of a list there', async () => {
  const folder = '<None Include="..\\..\\shared\\**\\*" CopyToOutputDirectory="PreserveNewest" />'
  const tree = {
    'shared/appsettings.shared.json': `{"ConnectionStrings":{"Log":"Server=sql;Database=Log;User Id=sa;Password=x"},"Rpc":{"Addresses":[{"Url":"http://localhost:5001"}]}}`,
    ...program('Cart', folder),
    ...program('Stock', folder),
    ...program('Users', '', 'app.Urls.Add("http://localhost:5001");'),
  }
  expect(await edgesOf(tree)).toEqual([
    'Cart -> sqlserver://sql/Log database (observed)',
    'Stock -> sqlserver://sql/Log database (observed)',
  ])
})

const bus = (name: string, client: string): Tree =>
  project(name, `<PackageReference Include="${client}" Version="7.0.0" />`, 'Microsoft.NET.Sdk')
const reference = (name: string): string => `<ProjectReference Include="..\\${name}\\${name}.csproj" />`
const shop = (...libraries: string[]): Tree => ({
  ...project('EventBus', libraries.map(reference).join(''), 'Microsoft.NET.Sdk'),
  ...bus('EventBus.Rabbit', 'RabbitMQ.Client'),
  ...bus('EventBus.Kafka', 'Confluent.Kafka'),
  ...program('Cart', reference('EventBus'), 'bus.Publish(new OrderPlacedEvent(1));'),
  ...program('Mail', reference('EventBus'), 'bus.Subscribe<OrderPlacedEvent, SendMail>();'),
  ...program('Stock', reference('EventBus')),
})

it('takes the broker of a shared library for that of the programs which take messages through it', async () => {
  expect(await edgesOf(shop('EventBus.Rabbit'))).toEqual([
    'Mail -> Cart event (observed)',
    'Mail -> rabbitmq of Mail broker (observed)',
  ])
  expect(await edgesOf(shop('EventBus.Rabbit', 'EventBus.Kafka'))).toEqual(['Mail -> Cart event (observed)'])
})

it('takes the stores of a shared library for those of the programs which choose them by methods of its', async () => {
  const tree = {
    'compose.yaml': 'services: { cache: { image: "redis:8" }, pulsar: { image: "apachepulsar/pulsar:4" } }',
    ...project(
      'Shared',
      '<PackageReference Include="StackExchange.Redis" /><PackageReference Include="DotPulsar" />',
      'Microsoft.NET.Sdk',
    ),
    'src/Shared/Extensions.cs':
      'static class Extensions { static void AddRedis(this Services s) {} static void AddPulsar(this Services s) {} }',
    ...program('Cart', reference('Shared'), 'builder.Services.AddRedis(builder.Configuration).AddRedisStreaming();'),
    'src/Cart/appsettings.docker.json': '{"Redis":{"ConnectionString":"cache"}}',
    ...program('Mail', reference('Shared'), 'builder.Services.AddPulsar();'),
    ...program('Stock', reference('Shared'), 'checks.AddRedisCheck(); checks.AddPulsarCheck();'),
  }
  expect(await edgesOf(tree)).toEqual([
    'Cart -> redis://cache cache (observed)',
    'Mail -> pulsar://pulsar broker (observed)',
  ])
})

it('takes the projects in the folder of a service for what it is built with, over one that only refers to others', async () => {
  const compose =
    'services: { cart: { build: src/Cart, environment: { DB_HOST: db, DB_NAME: carts } }, db: { image: "postgres:17" } }'
  const nested = (of: string, items: string, sdk?: string): Tree =>
    Object.fromEntries(
      Object.entries(project(of, items, sdk)).map(([file, text]) => [file.replace('src/', 'src/Cart/'), text]),
    )
  const tree: Tree = {
    'compose.yaml': compose,
    'src/Cart/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT ["dotnet", "Cart.Api.dll"]\n',
    ...nested(
      'Cart.Api',
      `<PackageReference Include="Polly" Version="8.0.0" />${reference('Cart.All')}<ProjectReference Include="..\\..\\Shared\\Shared.csproj" />`,
    ),
    ...nested('Cart.All', reference('Cart.Data'), 'Microsoft.NET.Sdk'),
    ...nested('Cart.Data', '<PackageReference Include="Npgsql" Version="9.0.0" />', 'Microsoft.NET.Sdk'),
    'src/Cart/Cart.Api/Program.cs':
      'var host = Environment.GetEnvironmentVariable("DB_HOST"); var name = Environment.GetEnvironmentVariable("DB_NAME"); WebApplication.CreateBuilder(args).Build().Run();\n',
    ...project('Shared', '<PackageReference Include="StackExchange.Redis" Version="2.8.0" />', 'Microsoft.NET.Sdk'),
  }
  expect(await edgesOf(tree)).toEqual([
    'cart -> postgres://db/carts database (observed)',
    'cart -> redis of cart cache (observed)',
  ])
})

describe('a file of settings that compose gives to several services', () => {
  const program = (name: string, code: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM golang:1.26\nCOPY . .\nCMD ["/app"]\n',
    [`${name}/main.go`]: `package main\n\nimport (\n\t"net/http"\n${code}\n)\n\nfunc main() { http.ListenAndServe(":80", nil) }\n`,
  })
  const tree = (settings: string, mount = './configs:/etc/shop'): Tree => ({
    'go.mod': 'module example.com/shop\n',
    'compose.yaml': `services:\n  cart: { build: cart, volumes: ["${mount}"] }\n  mail: { build: mail, volumes: ["${mount}"] }\n  web: { build: web }\n`,
    'configs/config.yaml': settings,
    ...program('cart', '\t"gorm.io/driver/mysql"\n\t"gorm.io/gorm"'),
    ...program('mail', '\t"github.com/redis/go-redis/v9"'),
    ...program('web', '\t"gorm.io/driver/mysql"\n\t"gorm.io/gorm"'),
  })
  const databases = 'data:\n  source: root:x@tcp(db:3306)/shop\n  cache: redis://cache:6379\n'

  it('tells the stores of those that speak with them', async () => {
    const expected = [
      'cart -> mysql://db:3306/shop database (observed)',
      'mail -> redis://cache:6379 cache (observed)',
      'web -> mysql of web database (observed)',
    ]
    expect(await edgesOf(tree(databases))).toEqual(expected)
    expect(await edgesOf(tree(databases, './configs/config.yaml:/etc/shop.yaml'))).toEqual(expected)
  })

  it('tells nothing of one of several databases, and none of it lies with code that is mounted to work on it', async () => {
    const unknown = 'cart -> mysql of cart database (observed)'
    expect(await edgesOf(tree(`${databases}other:\n  source: root:x@tcp(db:3306)/other\n`))).toContain(unknown)
    expect(await edgesOf({ ...tree(databases), 'configs/go.mod': 'module example.com/configs\n' })).toContain(unknown)
  })
})
