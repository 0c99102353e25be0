import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const web = (...references: string[]): string =>
  `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${references.map((each) => `<ProjectReference Include="..\\${each}\\${each}.csproj" />`).join('')}</ItemGroup></Project>`
const image = 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nENTRYPOINT ["dotnet", "a.dll"]\n'
const given = ['Orders', 'Users', 'Mails']
  .map((name) => `      Services__${name}__Url: http://${name.toLowerCase()}:80\n`)
  .join('')
const compose = (...names: string[]): string =>
  `services:\n${names.map((name) => `  ${name.toLowerCase()}:\n    build: ./${name}\n    environment:\n${given}`).join('')}`

/** Every program is given the addresses of all; a library of two of them asks for users, one asks for orders itself. */
const shop: Tree = {
  'compose.yaml': compose('Orders', 'Users', 'Mails', 'Carts'),
  ...Object.fromEntries(
    ['Orders', 'Users', 'Mails', 'Carts'].flatMap((name) => [
      [`${name}/Dockerfile`, image],
      [`${name}/${name}.csproj`, web(...(name === 'Orders' || name === 'Carts' ? ['People'] : []))],
      [`${name}/Program.cs`, 'var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n'],
    ]),
  ),
  'People/People.csproj':
    '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Grpc.Net.Client" Version="2.70.0" /></ItemGroup></Project>',
  'People/Users.cs': 'class People { void Get() { Channel(_configuration["Services:Users:Url"]); } }',
  'Carts/Place.cs': 'class Place { string Url() => $"{_configuration["Services:Orders:Url"]}/orders"; }',
}

it('takes what a library of .NET reads for those that are built with it, and a setting beside one that is read by its name for none', async () => {
  expect(await edgesOf(shop)).toEqual([
    'carts -> orders http (observed)',
    'carts -> users http (observed)',
    'orders -> users http (observed)',
  ])
})

it('takes them alike where their names have two parts', async () => {
  const short = Object.fromEntries(
    Object.entries(shop).map(([file, text]) => [file, text.replaceAll('__Url:', ':').replaceAll(':Url"', '"')]),
  )
  expect(await edgesOf(short)).toEqual(await edgesOf(shop))
})

it('keeps a connection beside one that code takes by its name', async () => {
  const edges = await edgesOf({
    'compose.yaml': `services:
  db: { image: "postgres:16" }
  orders:
    build: ./Orders
    environment:
      ConnectionStrings__Orders: Host=db;Port=5432;Database=orders
      ConnectionStrings__Users: Host=db;Port=5432;Database=users
`,
    'Orders/Dockerfile': image,
    'Orders/Orders.csproj': web(),
    'Orders/Program.cs':
      'options.UseNpgsql(configuration["ConnectionStrings:Users"]);\nWebApplication.Create().Run();\n',
    // What an application host calls its programs is no connection of theirs.
    'AppHost/AppHost.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'AppHost/Program.cs':
      'var builder = DistributedApplication.CreateBuilder(args);\nbuilder.AddProject<Projects.Shop_Orders>("orders");\n',
    'Orders/OrdersContext.cs': '[ConnectionStringName("Orders")] class OrdersContext : AbpDbContext { }',
  })
  expect(edges).toContain('orders -> postgres://db:5432/orders database (observed)')
})

it('keeps a setting that a member of a class is filled from', async () => {
  const filled = await edgesOf({
    ...shop,
    'Mails/Settings.cs': 'class Service { public string Url { get; set; } }',
  })
  expect(filled).toContain('mails -> orders http (observed)')
})

it('takes no address for a call that only lists where browsers are sent to', async () => {
  const edges = await edgesOf({
    'AppHost/Program.cs': `var builder = DistributedApplication.CreateBuilder(args);
var identity = builder.AddProject<Projects.Identity>("identity");
var web = builder.AddProject<Projects.Web>("web").WithEnvironment("IdentityUrl", identity.GetEndpoint("https"));
identity.WithEnvironment("WebEndpoint", web.GetEndpoint("https"));
`,
    'AppHost/AppHost.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'Identity/Identity.csproj': web(),
    'Identity/Program.cs': 'var app = WebApplication.CreateBuilder(args).Build();',
    'Identity/Config.cs':
      'new Client { RedirectUris = { $"{configuration["WebEndpoint"]}/signin-oidc" }, Scope = "x" };',
    'Web/Web.csproj': web(),
    'Web/Program.cs': 'options.Authority = builder.Configuration["IdentityUrl"];',
  })
  expect(edges).toEqual(['web -> identity http (observed)'])
})

it('takes settings that lie with a program which answers nobody for that one alone', async () => {
  const settings = (database: string): string =>
    `{ "ConnectionStrings": { "DefaultConnection": "Server=localhost,1433;User Id=sa;Database=${database}" } }`
  const edges = await edgesOf({
    'Sales/Catalog/src/Importer/appsettings.json': settings('Catalog'),
    'Sales/Catalog/src/Importer/Importer.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
    'Sales/Catalog/src/Importer/Program.cs': 'Console.WriteLine("imports");',
    ...Object.fromEntries(
      ['Catalog', 'Carts'].flatMap((name) => [
        [`Sales/${name}/src/Web/Web.csproj`, web()],
        [`Sales/${name}/src/Web/appsettings.json`, settings(name)],
        [
          `Sales/${name}/src/Web/Program.cs`,
          'options.UseSqlServer(builder.Configuration.GetConnectionString("DefaultConnection")); app.Run();',
        ],
      ]),
    ),
  })
  expect(edges).toEqual([
    'Carts-Web -> sqlserver://localhost:1433/Carts database (observed)',
    'Catalog-Web -> sqlserver://localhost:1433/Catalog database (observed)',
  ])
})

it('takes whom a program asks for the keys of logins for one that it calls, and finds others by the names of Tye', async () => {
  const project = (port: number): string =>
    `{ "profiles": { "a": { "commandName": "Project", "applicationUrl": "https://localhost:${port}" } } }`
  const edges = await edgesOf({
    ...Object.fromEntries(
      ['Identity', 'Catalog', 'Shop'].flatMap((name, index) => [
        [`${name}/${name}.csproj`, web()],
        [`${name}/Properties/launchSettings.json`, project(5001 + index)],
        [`${name}/Program.cs`, 'var app = WebApplication.CreateBuilder(args).Build(); app.Run();'],
      ]),
    ),
    'Catalog/Logins.cs':
      'services.AddJwtBearer(options => { options.Authority = "https://localhost:5001"; options.Audience = "catalog"; });',
    'Shop/Clients.cs': 'client.BaseAddress = configuration.GetServiceUri("catalog", "https");',
  })
  expect(edges).toEqual(['Catalog -> Identity http (observed)', 'Shop -> Catalog http (observed)'])
})
