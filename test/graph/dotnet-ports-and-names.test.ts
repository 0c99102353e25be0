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
