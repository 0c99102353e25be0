import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const project = (name: string, settings: string, code = ''): Tree => ({
  [`src/${name}/Shop.${name}.Api.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
  [`src/${name}/appsettings.json`]: settings,
  [`src/${name}/Program.cs`]: `var builder = WebApplication.CreateBuilder(args);\n${code}\nbuilder.Build().Run();\n`,
})
const routes = `{"Routes":[{"DownstreamPathTemplate":"/{all}","DownstreamScheme":"http","DownstreamHostAndPorts":[{"Host":"localhost","Port":50010}],"UpstreamPathTemplate":"/orders/{all}"}]}`

it.each([
  ['Kestrel', '{"Kestrel":{"Endpoints":{"Default":{"Url":"http://0.0.0.0:50010"}}}}'],
  ['Urls', '{"Urls":"http://*:50010;https://*:50443"}'],
])('knows the port that settings of .NET open as %s', async (_, settings) => {
  const tree = {
    ...project('Orders', settings),
    ...project('Gateway', '{}'),
    'src/Gateway/Config/ocelot.direct.json': routes,
  }
  expect(await edgesOf(tree)).toEqual(['Gateway -> Orders http (observed)'])
})

it.each([
  'AddRestClient<IStockClient>(Services.Stock, policies);',
  'services.AddRestClient(typeof(IStockClient), Services.Stock, 80);',
])('finds the project that a client is added for by a constant, as discovery knows it: %s', async (code) => {
  const tree = {
    ...project('Orders', '{}', code),
    ...project('Stock', '{}', 'AddHandlers<IStockClient>(Services.Orders);'),
    'src/Shared/Services.cs':
      'public static class Services { public static readonly string Stock = "shop-stock-api"; public const string Orders = "shop-orders-api"; }',
  }
  expect(await edgesOf(tree)).toEqual(['Orders -> Stock http (observed)'])
})

it.each([
  [
    'of nobody, called after a project',
    '{"StockService":{"BaseUrl":"http://localhost:8082/"}}',
    ['Orders -> Stock http (observed)'],
  ],
  ['that another one opens, for neither', '{"StockService":{"BaseUrl":"http://localhost:50010"}}', []],
  ['called after nobody', '{"Shipping":{"BaseUrl":"http://localhost:8082/"}}', []],
])('takes the port of this machine %s', async (_, settings, edges) => {
  const code = 'var url = builder.Configuration["StockService:BaseUrl"] ?? builder.Configuration["Shipping:BaseUrl"];'
  const tree = {
    ...project('Orders', settings, code),
    ...project('Stock', '{}'),
    ...project('Mail', '{"Urls":"http://*:50010"}'),
  }
  expect(await edgesOf(tree)).toEqual(edges)
})

it('takes a port of this machine by the last word of its section and of the services, where that says more', async () => {
  const code = ['Catalog', 'Marketing', 'Stock']
    .map((name) => `builder.Configuration["ServiceUrls:${name}"];`)
    .join('\n')
  const urls =
    '{"ServiceUrls":{"Catalog":"https://localhost:5001","Marketing":"https://localhost:5004","Stock":"https://localhost:5002"}}'
  const runs = ['catalog', 'mobile', 'stock', 'pay', 'marketing', 'web']
  const tree = {
    'compose.yaml': `services:\n${runs.map((name) => `  shop.services.${name}: { build: { context: ., dockerfile: src/${name}/Dockerfile } }\n`).join('')}`,
    ...Object.fromEntries(runs.map((name) => [`src/${name}/Dockerfile`, 'FROM mcr.microsoft.com/dotnet/aspnet:9.0'])),
    ...project('web', urls, code),
    // Two have the one port, and of another one the setting is called after somebody else.
    ...project('catalog', '{"Urls":"https://*:5001"}'),
    ...project('mobile', '{"Urls":"https://*:5001"}'),
    ...project('stock', '{"Urls":"https://*:5002"}'),
    ...project('pay', '{"Urls":"https://*:5004"}'),
    ...project('marketing', '{"Urls":"https://*:5008"}'),
  }
  expect(await edgesOf(tree)).toEqual([
    'shop.services.web -> shop.services.catalog http (observed)',
    'shop.services.web -> shop.services.stock http (observed)',
  ])
})

it('gives a program the broker that a class of a shared project speaks with, where it has that class made', async () => {
  const bus =
    'using RabbitMQ.Client;\nnamespace Shop;\npublic class MessageBus : IMessageBus { void Send() { new ConnectionFactory(); } }\n'
  const builtWithBus = (name: string, code: string): Tree => ({
    ...project(name, '{}', code),
    [`src/${name}/Shop.${name}.Api.csproj`]:
      '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="..\\..\\libs\\Bus\\Bus.csproj" /></ItemGroup></Project>',
  })
  const tree = {
    ...builtWithBus('Orders', 'builder.Services.AddSingleton<IMessageBus, MessageBus>();'),
    ...builtWithBus('Stock', 'builder.Services.AddSingleton<IClock, Clock>();'),
    'libs/Bus/Bus.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="RabbitMQ.Client" Version="7" /></ItemGroup></Project>',
    'libs/Bus/MessageBus.cs': bus,
  }
  expect(await edgesOf(tree)).toEqual(['Orders -> rabbitmq of Orders broker (observed)'])
})

it('takes members of what scripts keep that a project hands out for addresses of whom its page calls', async () => {
  const config = "angular.module('shop').constant('config', { gatewayBaseUrl: 'http://localhost:50010' })"
  const tree = {
    ...project('Web', '{}'),
    ...project('Composition', '{"Urls":"http://*:50010"}'),
    'src/Web/wwwroot/app/app.js': config,
  }
  expect(await edgesOf(tree)).toEqual(['Web -> Composition http (observed)'])
  expect(await edgesOf({ ...tree, 'src/Web/wwwroot/app/app.js': '', 'src/Web/app/app.js': config })).toEqual([])
})

it('takes the cache in which a saga of MassTransit is kept from the package for it', async () => {
  const tree = {
    ...project('Orders', '{}', 'cfg.AddSagaStateMachine<Orders, Order>().RedisRepository();'),
    'src/Orders/Shop.Orders.Api.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="MassTransit.Redis" Version="8.1.0" /></ItemGroup></Project>',
    ...project('Mail', '{}'),
  }
  expect(await edgesOf(tree)).toEqual(['Orders -> redis of Orders cache (observed)'])
})
