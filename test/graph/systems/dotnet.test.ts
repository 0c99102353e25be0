import { describe, expect, it } from 'vitest'
import { launchSettings } from '../../../src/facts/launch-settings/index.ts'
import { ocelot } from '../../../src/facts/ocelot/index.ts'
import { factsOf, statements } from '../../facts/read-facts.ts'
import { deploymentOf, edgesOf, servicesOf, type Tree } from '../graph-of.ts'

const project = (name: string, settings: unknown = {}, packages: readonly string[] = []): Tree => ({
  [`${name}/Dockerfile`]: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\n',
  [`${name}/Program.cs`]: 'var app = WebApplication.CreateBuilder(args).Build();\n',
  [`${name}/appsettings.json`]: JSON.stringify(settings),
  [`${name}/${name}.csproj`]: `<Project Sdk="Microsoft.NET.Sdk.Web">${packages.map((each) => `<PackageReference Include="${each}" Version="1.0.0" />`).join('\n')}</Project>`,
})

describe('Ocelot', () => {
  it('passes requests on to hosts and to names of discovery', async () => {
    const text = `{
  "Routes": [
    { "DownstreamPathTemplate": "/a", "DownstreamScheme": "https",
      "DownstreamHostAndPorts": [{ "Host": "cart", "Port": 8080 }] },
    { "DownstreamPathTemplate": "/b", "ServiceName": "Orders" }
  ],
  "GlobalConfiguration": { "ServiceDiscoveryProvider": { "Host": "consul", "Port": 8500 } }
}`
    expect(await statements(ocelot, 'gateway/ocelot.Docker.json', text)).toEqual([
      '4:44 default routes__0__downstreamhostandports__0__Host=https://cart:8080',
      '5:54 client Orders',
    ])
    expect(await statements(ocelot, 'gateway/appsettings.json', '{ "ServiceName": "Orders" }')).toEqual([])
  })

  it('reaches services by the name that they tell discovery', async () => {
    const routes = { Routes: [{ DownstreamPathTemplate: '/b', ServiceName: 'Shop.Orders' }] }
    const tree = {
      ...project('Gateway'),
      'Gateway/ocelot.json': JSON.stringify(routes),
      ...project('OrderService', { Spring: { Application: { Name: 'Shop.Orders' } } }),
    }
    expect(await edgesOf(tree)).toEqual(['Gateway -> OrderService http (observed)'])
    const inConsul = project('OrderService', { ConsulConfig: { Name: 'Shop.Orders', Port: 5254 } })
    expect(await edgesOf({ ...tree, ...inConsul })).toEqual(['Gateway -> OrderService http (observed)'])
  })

  it('reaches a service by its name in other words, in routes on one endless line', async () => {
    const routes = {
      Routes: Array(300).fill({ DownstreamPathTemplate: '/api/orders/all', Servicename: 'OrderService' }),
    }
    const tree = {
      ...project('Gateway'),
      'Gateway/Routes/ocelot.orders.json': JSON.stringify(routes),
      ...project('Shop.Order'),
      'compose.yaml': 'services: { order-service: { build: Shop.Order }, gateway: { build: Gateway } }',
    }
    expect(JSON.stringify(routes).length).toBeGreaterThan(20_000)
    expect(await edgesOf(tree)).toEqual(['gateway -> order-service http (observed)'])
  })
})

it('takes a search engine on this machine for how a developer runs the one that is named elsewhere', async () => {
  const logs = (url: string) => ({ Elastic: { ElasticSearchUrl: url } })
  const tree = {
    ...project('Orders', logs('http://localhost:9200'), ['Elastic.Clients.Elasticsearch']),
    'Orders/appsettings.Docker.json': JSON.stringify(logs('http://search:9200')),
    'Orders/Search.cs':
      'using Elastic.Clients.Elasticsearch;\nvar client = new ElasticsearchClient(config["Elastic:ElasticSearchUrl"]);\n',
  }
  expect(await edgesOf(tree)).toEqual(['Orders -> elasticsearch://search:9200 database (observed)'])
})

it('takes the names of clients from settings', async () => {
  const tree = {
    ...project('Orders', { httpClient: { type: 'fabio', services: { stock: 'stock-service' } } }),
    ...project('Stock', { consul: { enabled: true, service: 'stock-service' } }),
  }
  expect(await edgesOf(tree)).toEqual(['Orders -> Stock http (observed)'])
})

it('knows the ports that developers run projects at', async () => {
  const profiles = {
    IIS: { commandName: 'IISExpress', applicationUrl: 'http://localhost:9999' },
    Orders: { commandName: 'Project', applicationUrl: 'https://localhost:5003;http://localhost:5002' },
  }
  const facts = await factsOf(launchSettings, 'Orders/Properties/launchSettings.json', JSON.stringify({ profiles }))
  expect(facts.map((fact) => (fact.kind === 'listen' ? fact.port : fact.kind))).toEqual([5003, 5002])
  const tree = {
    ...project('Web', { OrdersUrl: 'https://localhost:5003' }),
    ...project('Orders'),
    'Orders/Properties/launchSettings.json': JSON.stringify({ profiles }),
  }
  expect(await edgesOf(tree)).toEqual(['Web -> Orders http (observed)'])
})

it('believes compose before what a project opens by itself', async () => {
  const profiles = { A: { commandName: 'Project', applicationUrl: 'http://localhost:5002' } }
  const tree = {
    ...project('Web', { StockUrl: 'http://localhost:5002' }),
    ...project('Stock'),
    ...project('Mail'),
    'Mail/Properties/launchSettings.json': JSON.stringify({ profiles }),
    'compose.yaml': 'services:\n  stock: { build: Stock, ports: ["5002:80"] }\n',
  }
  expect(await edgesOf(tree)).toEqual(['Web -> stock http (observed)'])
})

it('a default for this machine no longer holds where a manifest sets the setting', async () => {
  const compose = (environment: string): Tree => ({
    'compose.yaml': `services:\n  web:\n    build: Web\n    environment:\n      - ${environment}\n  stock: { build: Stock, ports: ["5002:80"] }\n  mail: { build: Mail }\n`,
  })
  const tree = { ...project('Web', { HubUrl: 'http://localhost:5002' }), ...project('Stock'), ...project('Mail') }
  expect(await edgesOf({ ...tree, ...compose('LEVEL=info') })).toEqual(['web -> stock http (observed)'])
  expect(await edgesOf({ ...tree, ...compose('HubUrl=http://mail') })).toEqual(['web -> mail http (observed)'])
})

describe('packages of .NET tell of stores', () => {
  it('inside of the process, and of the one broker that runs', async () => {
    const tree = {
      ...project('Discount', {}, ['Microsoft.EntityFrameworkCore.Sqlite', 'EasyNetQ']),
      'Discount/Data.cs': 'class Data { void Choose() { options.UseSqlite(told); } }\n',
      'stack.yml': 'services:\n  rabbit:\n    image: rabbitmq:4-management\n',
    }
    expect(await edgesOf(tree)).toEqual([
      'Discount -> amqp://rabbit broker (observed)',
      'Discount -> sqlite of Discount database (observed)',
    ])
  })

  it('but less than an address does', async () => {
    const settings = { ConnectionStrings: { Db: 'Host=pg;Database=orders' } }
    expect(await edgesOf(project('Orders', settings, ['Npgsql']))).toEqual([
      'Orders -> postgres://pg/orders database (observed)',
    ])
  })
})

it('one broker has many names in compose', async () => {
  const base = 'services:\n  messagebroker: { image: "rabbitmq:4" }\n'
  const override = `services:
  messagebroker: { hostname: shop-mq }
  orders: { environment: ["Broker__Host=amqp://shop-mq:5672"] }
  mail: { environment: ["EventBusConnection=messagebroker"] }
`
  const tree = {
    ...project('Orders'),
    ...project('Mail'),
    'compose.yml': `${base}  orders: { build: Orders }\n  mail: { build: Mail }\n`,
    'compose.override.yml': override,
  }
  expect(await edgesOf(tree)).toEqual([
    'mail -> amqp://messagebroker:5672 broker (observed)',
    'orders -> amqp://messagebroker:5672 broker (observed)',
  ])
})

it('what compose builds from elsewhere, and is called as a database is, is none', async () => {
  const tree = {
    ...project('Orders'),
    'compose.yml': 'services:\n  kibana: { build: elk/kibana }\n  mail: { build: mail }\n',
  }
  expect(await servicesOf(tree)).toEqual(['Orders at Orders', 'mail at mail'])
})

it('a setting at the top that no code takes any more is no call', async () => {
  const compose =
    'services:\n  web: { build: Web, environment: ["CartUrl=http://cart", "MailUrl=http://mail", "Urls__Stock=http://stock"] }\n  cart: { build: Cart }\n  mail: { build: Mail }\n  stock: { build: Stock }\n'
  const tree = {
    ...project('Web'),
    ...project('Cart'),
    ...project('Mail'),
    ...project('Stock'),
    'compose.yml': compose,
  }
  const [toCart, toMail, toStock] = ['cart', 'mail', 'stock'].map((name) => `web -> ${name} http (observed)`)
  const taking = (code: string): Tree => ({ ...tree, 'Web/Settings.cs': code })
  expect(await edgesOf(tree)).toEqual([toCart, toMail, toStock])
  expect(await edgesOf(taking('class S { public string CartUrl { get; set; } }'))).toEqual([toCart, toStock])
  expect(await edgesOf(taking('var u = configuration["MailUrl"];'))).toEqual([toMail, toStock])
  expect(await edgesOf(taking('var u = Configuration.GetValue<string>("CartUrl");'))).toEqual([toCart, toStock])
})

it('a connection by the name of a store may be its host alone', async () => {
  const tree = {
    ...project('Web', { ConnectionStrings: { Redis: 'cache', Name: 'words' } }),
    ...project('Mail'),
    'compose.yaml': 'services:\n  mail: { build: Mail, environment: [ConnectionStrings__Redis=other] }\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'Web -> redis://cache cache (observed)',
    'mail -> redis://other cache (observed)',
  ])
})

it('a setting in a part of it that only code of others takes is left behind', async () => {
  const settings = { Bus: { Host: 'amqp://rabbit' } }
  const reads = (code: string): Tree => ({ 'Mail/Program.cs': code })
  const tree = {
    ...project('Web', settings),
    ...project('Mail', settings),
    ...reads('cfg.Host(configuration["Bus:Host"]);'),
  }
  expect(await edgesOf(tree)).toEqual(['Mail -> amqp://rabbit broker (observed)'])
  const strings = { ConnectionStrings: { orders: 'Host=pg;Database=orders;Username=x' } }
  const named = {
    ...project('Web', strings),
    'Web/Program.cs': 'builder.AddRedisClient("cache");',
    ...project('Mail', strings),
    ...reads('builder.AddNpgsqlDbContext<Orders>("orders", x => x);'),
  }
  expect(await edgesOf(named)).toEqual(['Mail -> postgres://pg/orders database (observed)'])
  const part = { ...tree, 'Web/Program.cs': 'services.Configure<Bus>(configuration.GetSection("Bus"));' }
  expect(await edgesOf(part)).toEqual([
    'Mail -> amqp://rabbit broker (observed)',
    'Web -> amqp://rabbit broker (observed)',
  ])
})

describe('projects of .NET', () => {
  const web = (name: string): Tree => ({
    [`src/${name}/${name}.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    [`src/${name}/Program.cs`]: 'app.Run();\n',
  })

  it('that answer are services where nothing runs any', async () => {
    const tree = { ...web('Orders.Api'), ...web('Mail.Api'), ...web('Mail.Tests') }
    expect(await servicesOf(tree)).toEqual(['Mail.Api at src/Mail.Api', 'Orders.Api at src/Orders.Api'])
  })

  it('open themselves what they say of Kestrel, whoever has that port in its container', async () => {
    const mail = { ...web('Mail.Api'), 'src/Mail.Api/Dockerfile': 'FROM aspnet:10.0\n' }
    const orders = { ...web('Orders.Api'), 'src/Orders.Api/Dockerfile': 'FROM aspnet:10.0\n' }
    const settings = (json: object): Tree => ({
      ...mail,
      ...orders,
      'compose.yaml':
        'services:\n  mail:\n    build: src/Mail.Api\n    ports: ["9081:81"]\n  orders:\n    build: src/Orders.Api\n',
      'src/Orders.Api/appsettings.json': JSON.stringify(json),
    })
    const url = { Url: 'http://0.0.0.0:81' }
    expect(await edgesOf(settings({ Kestrel: { Endpoints: { Http2: url } } }))).toEqual([])
    expect(await edgesOf(settings({ Peer: url }))).toEqual(['orders -> mail http (observed)'])
  })

  it('that nothing runs are none where others are run', async () => {
    const tree = { ...web('Orders.Api'), ...web('Mail.Api'), 'src/Mail.Api/Dockerfile': 'FROM aspnet:10.0\n' }
    // One that has an image, and nothing that runs any of them.
    expect(await servicesOf(tree)).toEqual(['Mail.Api at src/Mail.Api', 'Orders.Api at src/Orders.Api'])
    const compose = 'services:\n  mail:\n    build: src/Mail.Api\n'
    expect(await servicesOf({ ...tree, 'compose.yaml': compose })).toEqual(['mail at src/Mail.Api'])
  })

  it('are told by an application host with types, within texts, and apart from what only runs once', async () => {
    const host = `var builder = DistributedApplication.CreateBuilder(args);
IResourceBuilder<PostgresDatabaseResource> db = builder.AddPostgres("pg").AddDatabase("ordersdb");
IResourceBuilder<ProjectResource> warmup = builder.AddProject<Projects.Warmup>("warmup").WithReference(db);
IResourceBuilder<ProjectResource> orders = builder
    .AddProject<Projects.Orders_Api>("orders").WithReference(db).WaitForCompletion(warmup);
builder.AddProject<Projects.Mail_Api>("mail").WithEnvironment("Orders:Url", $"{orders.GetEndpoint("http")}/api");
`
    const tree = { ...web('Orders.Api'), ...web('Mail.Api'), ...web('Warmup'), 'src/AppHost/Program.cs': host }
    expect(await servicesOf(tree)).toEqual(['mail at src/Mail.Api', 'orders at src/Orders.Api'])
    expect(await edgesOf(tree)).toEqual([
      'mail -> orders http (observed)',
      'orders -> postgres://pg/ordersdb database (observed)',
    ])
  })

  it('may lie below a folder of their name, beside the messages of it', async () => {
    const tree = {
      'src/OrderService/Web.Api/Orders.Api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
      'src/OrderService/Web.Api/Program.cs': 'app.Run();\n',
      'Contracts/Contracts.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
      'Contracts/OrderService/Placed.cs': 'record Placed;\n',
      'src/AppHost/Program.cs':
        'var builder = DistributedApplication.CreateBuilder(args);\nbuilder.AddProject<Projects.Orders_Api>("orderservice");\n',
    }
    expect(await servicesOf(tree)).toEqual(['orderservice at src/OrderService'])
  })

  it('may be what its application host calls otherwise', async () => {
    const reference = (path: string, type: string): string =>
      `<ProjectReference Include="..\\${path}" AspireProjectMetadataTypeName="${type}" />`
    const host = `var builder = DistributedApplication.CreateBuilder(args);
var users = builder.AddProject<Users>("users").WithReference(builder.AddPostgres("db"));
builder.AddProject<Shop>("shop").WithReference(users);
`
    const tree = {
      ...web('Users2'),
      'src/Shop/WebApi/WebApi.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'src/Shop/WebApi/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\n',
      'src/Shop/WebApi/Program.cs': 'app.Run();\n',
      'src/AppHost/AppHost.csproj': `<Project><ItemGroup>${reference('Users2\\Users2.csproj', 'Users')}
${reference('Shop\\WebApi\\WebApi.csproj', 'Shop')}</ItemGroup></Project>`,
      'src/AppHost/Program.cs': host,
    }
    expect(await servicesOf(tree)).toEqual(['shop at src/Shop/WebApi', 'users at src/Users2'])
  })

  it('may be named by constants in an application host', async () => {
    const host = `var builder = DistributedApplication.CreateBuilder(args);
var queue = builder.AddKafka(Components.Broker);
var orders = builder.AddProject<Projects.Orders_Api>(Services.ShopOrders).WithReference(queue);
builder.AddProject<Projects.Mail_Api>(Services.Mail).WithReference(orders);
`
    const tree = { ...web('Orders.Api'), ...web('Mail.Api'), 'src/AppHost/Program.cs': host }
    expect(await servicesOf(tree)).toEqual(['mail at src/Mail.Api', 'shop-orders at src/Orders.Api'])
    expect(await edgesOf(tree)).toEqual([
      'mail -> shop-orders http (observed)',
      'shop-orders -> kafka://broker broker (observed)',
    ])
  })
})

describe('an application host', () => {
  const host = (code: string): Tree => ({
    'src/AppHost/Program.cs': `var builder = DistributedApplication.CreateBuilder(args);\n${code}\nbuilder.Build().Run();\n`,
  })
  const web = (folder: string, code = '', packages = ''): Tree => ({
    [`src/${folder}/${folder.replace(/^.*\//, '')}.csproj`]: `<Project Sdk="Microsoft.NET.Sdk.Web">${packages}</Project>`,
    [`src/${folder}/Program.cs`]: `${code}\napp.Run();\n`,
  })

  it('names what it runs as constants of other projects say, which others then ask for', async () => {
    const tree = {
      ...web('Orders.Api'),
      ...web('Mail.Api', 'var client = new HttpClient { BaseAddress = new Uri("http://orders-service") };'),
      'src/Shared/Names.cs': `public static class Names {
  public static class Services { public const string Orders = "orders-service"; public const string Mail = "mailer"; }
  public static class Databases { public const string Orders = "ordersdb"; }
}`,
      ...host(`var db = builder.AddPostgres("pg").AddDatabase(Names.Databases.Orders);
builder.AddProject<Projects.Orders_Api>(Names.Services.Orders).WithReference(db);
builder.AddProject<Projects.Mail_Api>(Names.Services.Mail);`),
    }
    expect(await edgesOf(tree)).toEqual([
      'mailer -> orders-service http (observed)',
      'orders-service -> postgres://pg/ordersdb database (observed)',
    ])
  })

  it('may run several projects of one folder', async () => {
    const tree = {
      ...web('bot/Shop.Bot'),
      ...web('bot/Shop.BotWorker'),
      ...web('bot/Shop.Bot.Tests'),
      ...host(
        'builder.AddProject<Projects.Shop_Bot>("bot");\nbuilder.AddProject<Projects.Shop_BotWorker>("bot-worker");',
      ),
    }
    expect(await servicesOf(tree)).toEqual(['bot at src/bot/Shop.Bot', 'bot-worker at src/bot/Shop.BotWorker'])
  })

  it('gives a store to whoever asks for it, and not to a project that only has the package', async () => {
    const redis = '<PackageReference Include="Aspire.StackExchange.Redis" Version="13.0.0" />'
    const tree = {
      ...web('Orders.Api', 'builder.AddRedisClient("elsewhere");', redis),
      ...web('Mail.Api', '', redis),
      ...host('builder.AddProject<Projects.Orders_Api>("orders");\nbuilder.AddProject<Projects.Mail_Api>("mail");'),
    }
    expect(await edgesOf(tree)).toEqual(['orders -> redis of orders cache (observed)'])
  })

  it('writes compose files in which the parts of an address stand beside it', async () => {
    const tree = {
      ...project('Orders'),
      'compose.yaml': `services:
  pg: { image: "postgres:18" }
  orders:
    build: Orders
    environment:
      ConnectionStrings__ordersdb: "Host=pg;Port=5432;Username=postgres;Password=\${PG_PASSWORD};Database=ordersdb"
      ORDERSDB_HOST: "pg"
      ORDERSDB_PORT: "5432"
      ORDERSDB_URI: "postgresql://postgres:\${PG_PASSWORD}@pg:5432/ordersdb"
      ORDERSDB_DATABASENAME: "ordersdb"
`,
    }
    expect(await edgesOf(tree)).toEqual(['orders -> postgres://pg:5432/ordersdb database (observed)'])
  })
})

it('what another file runs under another spelling is the same service', async () => {
  const client = (name: string): Tree => ({ [`Web/${name}/Program.cs`]: 'app.Run();\n' })
  const tree = {
    ...client('ShopClient.Host'),
    ...client('ShopClient'),
    'compose.yml': 'services:\n  shop-client: { build: Web/ShopClient.Host }\n',
    'k8s/web.yaml': deploymentOf('shopclient', 'shop/shopclient:1'),
  }
  expect(await servicesOf(tree)).toEqual(['shop-client at Web/ShopClient.Host'])
})

it('what a page of documentation or a browser is told is no call', async () => {
  const urls = (section: string): Tree => ({
    ...project('Web', { [section]: { OAuthServerUrl: 'http://mail', AllowedOrigins: ['http://stock'] } }),
    ...project('Mail'),
    ...project('Stock'),
  })
  expect(await edgesOf(urls('OpenApiOptions'))).toEqual([])
  expect(await edgesOf(urls('Options'))).toEqual(['Web -> Mail http (observed)'])
})

it('a copy of a compose file in another folder makes no second service', async () => {
  const text = 'services:\n  orders: { build: Orders }\n'
  const tree = { ...project('Orders'), 'compose.yml': text, 'assets/orders-compose.yml': text }
  expect(await servicesOf(tree)).toEqual(['orders at Orders'])
})

describe('libraries that carry messages', () => {
  const packages = ['MassTransit.RabbitMQ', 'MassTransit.Azure.ServiceBus.Core']
  const broker = { 'compose.yaml': 'services:\n  queue: { image: "rabbitmq:4" }\n' }

  it('speak with the product that the manifests run, of those that they can speak with', async () => {
    expect(await edgesOf({ ...project('Billing', {}, packages), ...broker })).toEqual([
      'Billing -> amqp://queue broker (observed)',
    ])
    // Nothing tells which.
    expect(await edgesOf(project('Billing', {}, packages))).toHaveLength(2)
    // A client of its own is another use.
    expect(
      await edgesOf({ ...project('Billing', {}, ['MassTransit.RabbitMQ', 'Azure.Messaging.ServiceBus']), ...broker }),
    ).toHaveLength(2)
  })
})

describe('settings of clients of gRPC', () => {
  const settings = { GrpcClients: { Catalog: { Url: 'http://Catalog:8080' } } }
  const library = (packages: string): Tree => ({
    'Data/Data.csproj': `<Project Sdk="Microsoft.NET.Sdk">${packages}</Project>`,
    'Data/Data.cs': 'class Data {}\n',
  })
  const reference = '<ProjectReference Include="..\\Data\\Data.csproj" />'
  const orders = (packages: string): Tree => ({
    ...project('Catalog'),
    ...project('Orders', settings),
    'Orders/Orders.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web">${reference}</Project>`,
    ...library(packages),
  })

  it('are read where a project that the service is built with can, and copied where none can', async () => {
    const client = '<PackageReference Include="Grpc.Net.ClientFactory" Version="2" />'
    expect(await edgesOf(orders(client))).toContain('Orders -> Catalog http (observed)')
    const other = '<PackageReference Include="Dapper" Version="2" />'
    expect(await edgesOf(orders(other))).not.toContain('Orders -> Catalog http (observed)')
  })
})

it('takes settings of a program that nothing runs for nobody else’s', async () => {
  const tree = {
    ...project('Web'),
    'Web/Calls.cs': 'var text = configuration["DatabaseSettings:ConnectionString"];',
    ...project('Stock'),
    'Snap/Snap.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    'Snap/appsettings.json': '{ "DatabaseSettings": { "ConnectionString": "Host=pg;Database=old;Username=a" } }',
    'Snap/Program.cs': 'var app = WebApplication.CreateBuilder(args).Build(); app.Run();',
    'compose.yaml': 'services:\n  web: { build: Web }\n  stock: { build: Stock }\n',
  }
  expect(await edgesOf(tree)).toEqual([])
})

it('reads past the lines of a host that are for the compiler', async () => {
  const host = `var builder = DistributedApplication.CreateBuilder(args);
#region services
var orders = builder.AddProject<Projects.Orders>("orders");
#endregion
builder.AddProject<Projects.Web>("web").WithReference(orders);
builder.Build().Run();
`
  const tree = {
    'AppHost/Program.cs': host,
    'AppHost/AppHost.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    ...project('Orders'),
    ...project('Web'),
  }
  expect(await edgesOf(tree)).toEqual(['Web -> Orders http (observed)'])
})
