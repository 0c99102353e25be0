// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const python = (name: string, code: string): Tree => ({
  [`${name}/Dockerfile`]: 'FROM python:3.14\nCMD ["python", "main.py"]\n',
  [`${name}/main.py`]: code,
})
const csharp = (name: string, code: string, settings: unknown = {}): Tree => ({
  [`${name}/Dockerfile`]: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\n',
  [`${name}/Program.cs`]: code,
  [`${name}/${name}.csproj`]: '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
  [`${name}/appsettings.json`]: JSON.stringify(settings),
})

const typescript = (name: string, code: string): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
  [`${name}/package.json`]: JSON.stringify({ name, dependencies: { typeorm: '^0.3.0' } }),
  [`${name}/main.ts`]: `import { DataSource } from 'typeorm'\n${code}`,
})

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  [
    'a host that a client of Python is told alone, with the databases that are taken from it',
    python(
      'videos',
      'from pymongo import MongoClient\nclient = MongoClient("db", 27017)\nfilms = client.films\nclips = client["clips"]\nclient.close()\nclient.admin.command("ping")',
    ),
    ['videos -> mongodb://db/clips database (observed)', 'videos -> mongodb://db/films database (observed)'],
  ],
  [
    'hosts under their names',
    python(
      'mail',
      'import pika, psycopg2\npika.ConnectionParameters(host="rabbit", port=5672)\npsycopg2.connect(host="pg", database="mail", user=USER)',
    ),
    ['mail -> amqp://rabbit:5672 broker (observed)', 'mail -> postgres://pg/mail database (observed)'],
  ],
  [
    'hosts that a name of Python holds, or an argument is without a value',
    python(
      'mail',
      'import psycopg2\nHOST = "pg"\nclass Db:\n    def __init__(self, database="letters", host="main"):\n        self.c = mysql.connector.connect(host=host, database=database)\npsycopg2.connect(host=HOST, dbname="post")',
    ),
    ['mail -> mysql://main/letters database (observed)', 'mail -> postgres://pg/post database (observed)'],
  ],
  [
    'a host that only another call of Python is told under that name',
    python(
      'mail',
      'import psycopg2, redis\nr = redis.Redis(port=1, host="cache")\ndef db(host):\n    return psycopg2.connect(host=host, dbname="post")',
    ),
    ['mail -> postgres of mail database (observed)', 'mail -> redis://cache cache (observed)'],
  ],
  [
    'a name of Python that holds one of several',
    python('mail', 'import psycopg2\nHOST = "a"\nif x:\n    HOST = "b"\npsycopg2.connect(host=HOST, dbname="post")'),
    ['mail -> postgres of mail database (observed)'],
  ],
  [
    'the databases of Django, in words',
    python(
      'mail',
      "DATABASES = {\n  'default': {\n    'OPTIONS': {'connect_timeout': 3},\n    'ENGINE': 'django.db.backends.postgresql',\n    'NAME': 'letters',\n    'HOST': 'pg',\n  },\n  'own': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'x', 'HOST': 'none'},\n}",
    ),
    ['mail -> postgres://pg/letters database (observed)'],
  ],
  [
    'a template whose login alone is computed',
    typescript('mail', 'connect(`mongodb://${user}:${process.env.PASSWORD}@db:27017/letters`)'),
    ['mail -> mongodb://db:27017/letters database (observed)'],
  ],
  ['a template whose host is computed', typescript('mail', 'connect(`mongodb://${user}@${host}/letters`)'), []],
  [
    'names of variables, which are no hosts',
    {
      ...python(
        'mail',
        'import os, psycopg2, redis\npsycopg2.connect(host=os.getenv("DB_HOST"), dbname=os.getenv("DB_NAME"))\nredis.Redis(host=os.environ["REDIS_HOST"])',
      ),
      'compose.yaml':
        'services: { mail: { build: mail, environment: { DB_HOST: pg, DB_NAME: post, REDIS_HOST: keys } }, pg: { image: postgres }, keys: { image: redis } }',
    },
    ['mail -> postgres://pg/post database (observed)', 'mail -> redis://keys cache (observed)'],
  ],
  [
    'a host that only run time tells',
    python('mail', 'import pika\npika.ConnectionParameters(host=HOST)'),
    ['mail -> rabbitmq of mail broker (observed)'],
  ],
  [
    'host and database that stand beside the kind of store in TypeScript',
    typescript(
      'mail',
      "new DataSource({ ...common, type: 'mysql', host: 'db', port: 3306, username: 'mail', database: 'letters', entities: [Letter] })",
    ),
    ['mail -> mysql://db:3306/letters database (observed)'],
  ],
  [
    'a database in TypeScript whose host only run time tells',
    typescript('mail', "new DataSource({ type: 'mysql', host: process.env.DB, database: 'letters' })"),
    ['mail -> mysql of mail database (observed)'],
  ],
  [
    'members and methods of clients of .NET',
    csharp(
      'Mail',
      'var db = $"server=db;user=root;database=shop;port=3306;password={password}";\nvar kafka = new ConsumerConfig { BootstrapServers = "kafka:9092" };\nx.UsingRabbitMq((context, cfg) => cfg.Host("rabbit", "/"));\nvar redis = ConnectionMultiplexer.Connect("cache:6379,abortConnect=false");',
    ),
    [
      'Mail -> amqp://rabbit broker (observed)',
      'Mail -> kafka://kafka:9092 broker (observed)',
      'Mail -> mysql://db:3306/shop database (observed)',
      'Mail -> redis://cache:6379 cache (observed)',
    ],
  ],
  ['a host of mail, in a file without a broker', csharp('Mail', 'smtp.Host = "post"; smtp.Connect("post");'), []],
  [
    'a database beside the server that it lies on',
    csharp('Mail', '', {
      Outbox: { ConnectionString: 'mongodb://mongo:27017', DatabaseName: 'outbox' },
      Events: { ConnectionString: 'mongodb://mongo:27017', Database: 'events' },
    }),
    [
      'Mail -> mongodb://mongo:27017/events database (observed)',
      'Mail -> mongodb://mongo:27017/outbox database (observed)',
    ],
  ],
  [
    'a name beside what holds no databases',
    csharp('Mail', '', { Bus: { Uri: 'amqp://rabbit', Database: 'x' } }),
    ['Mail -> amqp://rabbit broker (observed)'],
  ],
  [
    'bindings of functions',
    {
      'mail/package.json':
        '{ "name": "mail", "scripts": { "start": "func start" }, "dependencies": { "express": "5" } }',
      'mail/Send/function.json':
        '{ "bindings": [{ "type": "RabbitMQTrigger", "queueName": "a" }, { "type": "serviceBus", "direction": "out" }, { "type": "httpTrigger" }] }',
      'mail/Send/index.js': '1',
    },
    ['mail -> rabbitmq of mail broker (observed)', 'mail -> servicebus of mail broker (observed)'],
  ],
]

it.each(rows)('%s', async (_, tree, expected) => expect(await edgesOf(tree)).toEqual(expected))

const calls = (name: string, file: string, code: string): Tree => ({
  'compose.yaml': `services:\n  ${name}: { build: ${name} }\n  orders: { build: orders, ports: ["5002:80"] }\n`,
  [`${name}/Dockerfile`]: 'FROM scratch\n',
  'orders/Dockerfile': 'FROM scratch\n',
  'orders/main.py': '1',
  [`${name}/${file}`]: code,
})

it.each([
  ['a.ts', "axios.create({ baseURL: 'http://localhost:5002', timeout: 9 })", true],
  ['a.ts', "await axios.get<Order[]>('http://localhost:5002/orders')", true],
  ['a.ts', 'await fetch(`http://localhost:5002/orders/${id}`)', true],
  ['a.ts', "app.enableCors({ origin: 'http://localhost:5002' })", false],
  ['a.ts', "map.get('http://localhost:5002')", false],
  ['a.py', 'requests.get("http://127.0.0.1:5002/orders/{}".format(name))', true],
  ['a.py', 'print("http://127.0.0.1:5002")', false],
  ['A.cs', 'services.AddHttpClient<IOrders>(c => c.BaseAddress = new Uri("http://localhost:5002"));', true],
  ['A.cs', 'client.BaseAddress = new("http://localhost:5002");', true],
  ['A.cs', 'var channel = GrpcChannel.ForAddress("http://localhost:5002");', true],
  ['A.cs', 'var page = new Uri("http://localhost:5002");', false],
])('%s: %s', async (file, code, isCall) => {
  expect(await edgesOf(calls('web', file, code))).toEqual(isCall ? ['web -> orders http (observed)'] : [])
})

it.each([
  ['A.cs', 'new Client { RedirectUris = { "https://orders/signin", $"{url}/x" }, Name = "web" }'],
  ['A.cs', 'new Client { PostLogoutRedirectUris = new[] { "https://other/signout", "https://orders/signout" } }'],
  ['a.ts', "passport({ callbackURL: 'http://orders/back' })"],
  ['a.ts', "cors({ origin: ['http://orders', 'http://other'] })"],
])('%s: %s is no call', async (file, code) => {
  expect(await edgesOf(calls('web', file, code))).toEqual([])
})

it('takes the host of an address from a constant', async () => {
  const web =
    'services.AddRefitClient<IOrders>().ConfigureHttpClient(c => c.BaseAddress = new($"https+http://{Services.Orders}"));'
  const tree = {
    ...csharp('Web', web),
    ...csharp('Orders', ''),
    ...csharp('Mail', 'var url = Url.Build().WithHost(Shop.Services.Orders).ToString();'),
    ...csharp('Stock', 'client.BaseAddress = config.GetGraphQLUriFor(Services.Orders);'),
    'Constants/Services.cs': 'public static class Services { public const string Orders = "orders"; }',
  }
  expect(await edgesOf(tree)).toEqual([
    'Mail -> Orders http (observed)',
    'Stock -> Orders http (observed)',
    'Web -> Orders http (observed)',
  ])
})

it('takes a default that a library has for all from those that others are given it instead of', async () => {
  const tree = {
    'package.json': '{ "workspaces": ["common", "a", "b"] }',
    'common/package.json': '{ "name": "@shop/common", "main": "dist/index.js" }',
    'common/src/index.ts': "export { default as Cache } from './cache.js'\nexport { default as Log } from './log.js'",
    'common/src/cache.ts':
      "export default process.env.CACHE_URL || process.env.OLD_CACHE_URL || 'redis://localhost:6379'",
    'common/src/log.ts': "export default process.env.LOG_DB ?? 'mongodb://logs:27017/a'",
    'compose.yaml':
      'services:\n  a: { build: a, environment: { CACHE_URL: "redis://cache:6379" } }\n  b: { build: b }\n  cache: { image: "redis:8" }\n',
    ...Object.fromEntries(
      ['a', 'b'].flatMap((name) => [
        [`${name}/Dockerfile`, 'FROM scratch\n'],
        [`${name}/package.json`, `{ "name": "${name}" }`],
        [`${name}/src/main.ts`, "import { Cache } from '@shop/common'\nCache"],
      ]),
    ),
  }
  expect(await edgesOf(tree)).toEqual(['a -> redis://cache:6379 cache (observed)'])
})

it('reads variables that are put into a text where they are used', async () => {
  const tree = {
    'compose.yaml':
      'services:\n  web: { build: web, environment: { ORDERS_ADDRESS: "orders:5000" } }\n  orders: { build: orders }\n',
    ...python('web', `requests.post(f"http://{os.environ.get('ORDERS_ADDRESS')}/check", timeout=9)`),
    ...python('orders', '1'),
  }
  expect(await edgesOf(tree)).toEqual(['web -> orders http (observed)'])
})

it('asks a side-car for a name that stands in a variable', async () => {
  const tree = {
    'web/Dockerfile': 'FROM scratch\n',
    'web/a.js':
      "const orders = process.env.ORDERS_NAME || 'orders-app';\nfetch(`http://localhost:3500/x`, { headers: { 'dapr-app-id': `${orders}` } })",
    'orders-service/Dockerfile': 'FROM scratch\n',
    'orders-service/a.py': '1',
  }
  expect(await edgesOf(tree)).toEqual(['web -> orders-service http (observed)'])
})
