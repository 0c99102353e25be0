import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const project = (sdk: string, ...inside: readonly string[]): string =>
  `<Project Sdk="Microsoft.NET.Sdk${sdk}">${inside.join('')}</Project>`
const program = '<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>'
const refers = (name: string): string =>
  `<ItemGroup><ProjectReference Include="..\\${name}\\${name}.csproj" /></ItemGroup>`

/** An API and a process that takes messages, each a project of its own, over one project with the database. */
const shop: Tree = {
  'Sales.Api/Sales.Api.csproj': project('.Web', refers('Sales.Data')),
  'Sales.Api/Program.cs': 'WebApplication.CreateBuilder(args).Build().Run();\n',
  'Sales.Service/Sales.Service.csproj': project('', program, refers('Sales.Data')),
  'Sales.Service/Program.cs': 'await Endpoint.Start(new EndpointConfiguration("Sales"));\n',
  'Sales.Service/Handlers/Adding.cs': 'class Adding : IHandleMessages<AddItem> { }\n',
  'Sales.Data/Sales.Data.csproj': project(''),
  'Sales.Data/SalesContext.cs':
    'class SalesContext : DbContext { void OnConfiguring(Builder b) => b.UseNpgsql(@"Host=localhost;Port=7432;Database=sales;Username=u;Password=p"); }\n',
  'Tools/Tools.csproj': project('', program),
  'Tools/Program.cs': 'Console.WriteLine("made");\n',
}

it('takes a program of .NET that only takes messages for a service, where nothing runs any', async () => {
  expect(await servicesOf(shop)).toEqual(['Sales.Api at Sales.Api', 'Sales.Service at Sales.Service'])
})

it('gives the database that a shared project connects to, to those whose project names that one', async () => {
  expect(await edgesOf(shop)).toEqual([
    'Sales.Api -> postgres://localhost:7432/sales database (observed)',
    'Sales.Service -> postgres://localhost:7432/sales database (observed)',
  ])
})

it('reads what a developer starts a project with', async () => {
  const profiles = {
    Web: {
      commandName: 'Project',
      environmentVariables: {
        Shop__OrdersUrl: 'http://localhost:5002',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:5002',
      },
    },
    IIS: { commandName: 'IISExpress', environmentVariables: { Shop__MailUrl: 'http://localhost:5003' } },
  }
  const answers = (port: number): string =>
    JSON.stringify({ profiles: { P: { commandName: 'Project', applicationUrl: `http://localhost:${port}` } } })
  const tree: Tree = {
    'Web/Web.csproj': project('.Web'),
    'Web/Program.cs': 'var url = configuration["Shop:OrdersUrl"] ?? configuration["Shop:MailUrl"];\n',
    'Web/Properties/launchSettings.json': JSON.stringify({ profiles }),
    ...Object.fromEntries(
      [['Orders', 5002] as const, ['Mail', 5003] as const].flatMap(([name, port]) => [
        [`${name}/${name}.csproj`, project('.Web')],
        [`${name}/Properties/launchSettings.json`, answers(port)],
      ]),
    ),
  }
  expect(await edgesOf(tree)).toEqual(['Web -> Orders http (observed)'])
})

it('finds the folder that an application host names, whatever its letters, and tells a server of logins its clients', async () => {
  const host = `var builder = DistributedApplication.CreateBuilder(args);
var shop = builder.AddNpmApp("shop", "../Shop.Frontend", "dev");
var orders = builder.AddProject<Projects.Shop_Orders>("orders");
var users = builder.AddProject<Projects.Shop_Users>("users")
  .WithEnvironment("Client__Shop", shop.GetEndpoint("http"))
  .WithEnvironment("HttpClients__Orders", orders.GetEndpoint("http"));
`
  const tree = (...packages: readonly string[]): Tree => ({
    'src/Shop.AppHost/Shop.AppHost.csproj': project(''),
    'src/Shop.AppHost/Program.cs': host,
    'src/Shop.FrontEnd/package.json':
      '{ "name": "front", "scripts": { "dev": "next dev", "start": "next start" }, "dependencies": { "next": "15" } }',
    'src/Shop.FrontEnd/page.tsx': 'export const a = 1',
    'src/Shop.FrontEnd/Dockerfile': 'FROM node:24',
    'src/Shop.Orders/Shop.Orders.csproj': project('.Web'),
    'src/Shop.Orders/Program.cs': 'class Program {}',
    'src/Shop.Users/Shop.Users.csproj': project(
      '.Web',
      ...packages.map((name) => `<ItemGroup><PackageReference Include="${name}" Version="7" /></ItemGroup>`),
    ),
    'src/Shop.Users/Program.cs': 'class Program {}',
  })
  const logins = tree('Duende.IdentityServer.AspNetIdentity')
  expect(await servicesOf(logins)).toEqual([
    'orders at src/Shop.Orders',
    'shop at src/Shop.FrontEnd',
    'users at src/Shop.Users',
  ])
  expect(await edgesOf(logins)).toEqual(['users -> orders http (observed)'])
  expect(await edgesOf(tree())).toEqual(['users -> orders http (observed)', 'users -> shop http (observed)'])
})

it('reads programs of .NET Framework: applications of ASP.NET, servers of their own, and packages by where they lie', async () => {
  const old = (...inside: readonly string[]): string =>
    `<Project ToolsVersion="14.0">${inside.join('')}<ItemGroup><Reference Include="EasyNetQ, Version=1.0"><HintPath>..\\packages\\EasyNetQ.0.63.3.452\\lib\\net40\\EasyNetQ.dll</HintPath></Reference></ItemGroup></Project>`
  const aspNet =
    '<PropertyGroup><ProjectTypeGuids>{349c5851-65df-11da-9384-00065b846f21};{fae04ec0-301f-11d3-bf4b-00c04f79efbc}</ProjectTypeGuids></PropertyGroup>'
  const using = 'using EasyNetQ;\n'
  const tree: Tree = {
    'Shop/Shop.csproj': old(aspNet, refers('Orders.Client')),
    'Shop/Global.asax.cs': using,
    'Mail/Mail.csproj': old(program, refers('Orders.Client')),
    'Mail/Program.cs': 'WebApp.Start<Startup>("http://localhost:5001");\n',
    'Orders/Orders.csproj': old(program),
    'Orders/Program.cs': `${using}const string baseUri = "http://localhost:5002";\nWebApp.Start<Startup>(baseUri);\n`,
    'Orders.Client/Orders.Client.csproj': project(''),
    'Orders.Client/View.cs': 'class View { private const string ordersUrl = "http://localhost:5002/api/"; }\n',
  }
  expect(await servicesOf(tree)).toEqual(['Mail at Mail', 'Orders at Orders', 'Shop at Shop'])
  expect(await edgesOf(tree)).toEqual([
    'Mail -> Orders http (observed)',
    'Mail -> rabbitmq of Mail broker (observed)',
    'Orders -> rabbitmq of Orders broker (observed)',
    'Shop -> Orders http (observed)',
    'Shop -> rabbitmq of Shop broker (observed)',
  ])
})
