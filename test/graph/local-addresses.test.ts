import { describe, expect, it } from 'vitest'
import { catalogOf, edgesOf, type Tree } from './graph-of.ts'

const known = { 'cart-service': { port: 8081 }, inventory: { port: 8082 }, web: { port: 8083 } }
const three = catalogOf(known)
const folder = 'services/cart-service'
const reads = (...names: string[]): Tree => ({
  [`${folder}/src/main.ts`]: `import 'x'\n${names.map((name) => `process.env.${name}`).join('\n')}`,
})
const compose = (variable: string, value: string): Tree => ({
  ...reads(variable),
  'compose.yaml': `services:\n  cart-service:\n    build: ${folder}\n    environment: { ${variable}: "${value}" }\n`,
})
const envFile = (variable: string, value: string): Tree => ({
  ...reads(variable),
  [`${folder}/.env.example`]: `${variable}=${value}\n`,
})
const code = (text: string): Tree => ({ [`${folder}/src/main.ts`]: `import 'x'\n${text}\n` })
const rust = (text: string): Tree => ({ [`${folder}/src/main.rs`]: `${text}\n` })
const inGo: Tree = {
  'services/inventory/go.mod': 'module shop/inventory\n',
  'services/inventory/main.go': 'package main\n',
}
/** Inventory and the cart, each published at a port of its own; the cart calls `localhost:8000`, which inventory opens at home. */
const publishing = (cart: string): Tree => ({
  ...code("fetch('http://localhost:8000/stock')"),
  'compose.yaml': `services:
  inventory: { build: services/inventory, ports: ["8000:8000"] }
  cart-service: { build: ${folder}, ports: ["${cart}"] }
`,
})
const toInventory = ['cart-service -> inventory http (observed)']
const toBroker = ['cart-service -> activemq of inventory broker (observed)']

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  ['a file of variables, by port', envFile('INVENTORY_URL', 'http://localhost:8082'), toInventory],
  [
    'a port that the other takes from a file of variables',
    {
      ...envFile('UPSTREAM_URL', 'http://localhost:3500'),
      'services/inventory/.env': 'HOST=0.0.0.0\nPORT=3500\n',
      'services/web/.env': 'SMTP_PORT=3500\n',
    },
    toInventory,
  ],
  [
    'a port that two take from files of variables',
    {
      ...envFile('UPSTREAM_URL', 'http://localhost:3500'),
      'services/inventory/.env': 'PORT=3500\n',
      'services/web/.env': 'PORT=3500\n',
    },
    [],
  ],
  [
    'a port of one, under the name that the folder of another has',
    {
      ...envFile('BILLING_SERVICE_URL', 'http://localhost:8083'),
      ...catalogOf({ ...known, accounts: {} }),
      'services/accounts/catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: accounts, annotations: { msvc.dev/path: services/billing-service } }
spec: { type: service, lifecycle: production, owner: team }
`,
    },
    [],
  ],
  [
    'a table by the names of services, at ports of nobody',
    code("const SERVICES = { inventory: 'http://localhost:3020' }"),
    toInventory,
  ],
  [
    'a constant called after a service, at a port of nobody',
    code("const INVENTORY_SERVICE_URL = 'http://localhost:3020'"),
    toInventory,
  ],
  [
    'a constant with the service behind what it is, where a page may be told another',
    code("const SERVICE_INVENTORY = window.INVENTORY || window.env.INVENTORY || 'http://localhost:8082'"),
    toInventory,
  ],
  ['a constant that tells of this machine alone', code("const ShopLocalhost = 'http://localhost:8082'"), []],
  [
    'an object called after a service',
    code("const all = { inventory: { timeout: { ms: 5 }, url: 'http://localhost:3020' } }"),
    toInventory,
  ],
  [
    'the same, at a port that is known',
    code("const all = { inventory: { path: '/stock', url: 'http://localhost:8082' } }"),
    toInventory,
  ],
  ['a row with a name', code("const all = [{ name: 'inventory', url: 'http://localhost:3020' }]"), toInventory],
  [
    'a row with a path',
    code("const all = [{ url: 'http://localhost:3020', prefix: '/api/v1/inventory' }]"),
    toInventory,
  ],
  [
    'a table of Python',
    { [`${folder}/main.py`]: 'SERVICES = {"inventory": {"url": "http://localhost:3020"}}\n' },
    toInventory,
  ],
  [
    'tables and rows that are called after nobody, or after a page',
    code(
      "const all = { stock: 'http://localhost:3020', web: { url: 'http://localhost:3021' }, links: [{ url: 'http://localhost:3022' }] }",
    ),
    [],
  ],
  [
    'a port that two have, by the whole name',
    {
      ...reads('PARCEL_DESK_URL', 'PARCEL_URL'),
      [`${folder}/.env.example`]: 'PARCEL_DESK_URL=http://localhost:3500\nPARCEL_URL=http://localhost:3500\n',
      ...catalogOf({ ...known, 'parcel-desk': {}, 'parcel-shelf': {} }),
      'services/parcel-desk/.env': 'PORT=3500\n',
      'services/parcel-shelf/.env': 'PORT=3500\n',
    },
    ['cart-service -> parcel-desk http (observed)'],
  ],
  [
    'the port of another than the initials say',
    { ...envFile('BFF_URL', 'http://localhost:8082'), ...catalogOf({ ...known, 'backend-for-frontend': {} }) },
    [],
  ],
  [
    'the port of another than the words say',
    {
      ...envFile('STOCK_PROCESS_URL', 'http://localhost:8082'),
      ...catalogOf({ ...known, 'stock-keeping-process': {} }),
    },
    [],
  ],
  ['a name that tells nothing, by port', envFile('UPSTREAM_URL', 'http://localhost:8082'), toInventory],
  ['a machine by its number, at a port that one has', envFile('UPSTREAM_URL', 'http://192.168.1.4:8082'), toInventory],
  [
    'a machine by its number, at the port that all programs of the JVM have by default',
    {
      ...envFile('UPSTREAM_URL', 'http://10.4.7.21:8080'),
      'services/inventory/src/main/java/A.java':
        '@SpringBootApplication\nclass A { public static void main(String[] a) { SpringApplication.run(A.class); } }\n',
    },
    [],
  ],
  [
    'a machine by its number, at a port that most machines answer at',
    {
      ...envFile('UPSTREAM_URL', 'http://10.4.7.21:8080'),
      'services/inventory/go.mod': 'module shop/inventory\n',
      'services/inventory/main.go': 'package main\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    },
    [],
  ],
  ['a port of another than the name says', envFile('INVENTORY_BASE_URL', 'http://localhost:8083'), []],
  ['a name that begins with its own service', envFile('CART_INVENTORY_URL', 'http://localhost:8082'), toInventory],
  ['localhost in a container', compose('INVENTORY_URL', 'http://localhost:8082'), []],
  ['127.0.0.1 in a container', compose('INVENTORY_URL', 'http://127.0.0.1:8082'), []],
  [
    'the machine around a container',
    compose('INVENTORY_URL', 'http://host.docker.internal:8082'),
    ['cart-service -> inventory http (observed)'],
  ],
  [
    'what compose sets to an address that only its environment tells',
    {
      [`${folder}/src/main.ts`]: "import 'x'\nfetch(process.env.INVENTORY_URL || 'http://localhost:8082')",
      'compose.yaml': `services:\n  cart-service:\n    build: ${folder}\n    environment: { INVENTORY_URL: "http://\${PUBLIC_NAME}:80" }\n`,
    },
    [],
  ],
  ['a broker inside of a service', compose('ACTIVEMQ_HOST', 'inventory'), toBroker],
  ['a broker inside of a service, by its port', compose('BIND_ADDRESS', 'tcp://inventory:61616'), toBroker],
  ['the root of a page that signs in', compose('IdentityClients__Web__RootUrl', 'http://web:3000'), []],
  [
    'a store that only the name of its setting tells',
    compose('Redis__Configuration', 'redis'),
    ['cart-service -> redis://redis cache (observed)'],
  ],
  ['a page that a browser is sent to', envFile('FRONTEND_URL', 'http://localhost:8083'), []],
  ['the base of such a page', envFile('SHOP_WEB_BASE_URL', 'http://localhost:8083'), []],
  [
    'a page that is fetched inside the system',
    compose('WEB_URL', 'http://web:3000'),
    ['cart-service -> web http (observed)'],
  ],
  [
    'a local database alone',
    envFile('DATABASE_URL', 'postgres://localhost:5432/shop'),
    ['cart-service -> postgres://localhost:5432/shop database (observed)'],
  ],
  [
    'a local database beside the one that is deployed',
    {
      ...envFile('DATABASE_URL', 'postgres://localhost:5432/shop'),
      ...compose('DATABASE_URL', 'postgres://cart-db:5432/cart'),
    },
    ['cart-service -> postgres://cart-db:5432/cart database (observed)'],
  ],
  [
    'a local cache beside a database elsewhere',
    {
      ...envFile('REDIS_URL', 'redis://localhost:6379'),
      ...compose('DATABASE_URL', 'postgres://cart-db:5432/cart'),
      ...reads('REDIS_URL', 'DATABASE_URL'),
    },
    [
      'cart-service -> postgres://cart-db:5432/cart database (observed)',
      'cart-service -> redis://localhost:6379 cache (observed)',
    ],
  ],
  [
    'a database of the machine around the container, and not the one of a developer',
    {
      ...envFile('DATABASE_URL', 'postgres://localhost:5432/cart'),
      ...compose('STORE_URL', 'postgres://host.docker.internal:5432/store'),
      ...reads('STORE_URL', 'DATABASE_URL'),
    },
    ['cart-service -> postgres://host.docker.internal:5432/store database (observed)'],
  ],
  ['where the reader itself is found', envFile('APP_PUBLICHOSTNAME', 'http://localhost:8082'), []],
  [
    'a database of events that is kept in tables',
    {
      ...reads('EVENTSTORE_DB_HOST', 'EVENTSTORE_DB_NAME', 'EVENTSTORE_DB_PORT'),
      [`${folder}/.env.example`]: 'EVENTSTORE_DB_HOST=localhost\nEVENTSTORE_DB_NAME=events\nEVENTSTORE_DB_PORT=6001\n',
    },
    ['cart-service -> sql://localhost:6001/events database (observed)'],
  ],
  [
    'a queue that is asked over HTTP, beside another broker',
    {
      [`${folder}/src/main.ts`]: "import { Kafka } from 'kafkajs'\nprocess.env.AUDIT_SQS_URL\nnew Kafka({})\n",
      [`${folder}/.env.example`]: 'AUDIT_SQS_URL=http://localhost:9324/0/audit\n',
      'compose.yaml': 'services:\n  queue: { image: softwaremill/elasticmq-native, ports: ["9324:9324"] }\n',
    },
    [
      'cart-service -> http://localhost:9324/0/audit broker (observed)',
      'cart-service -> kafka of cart-service broker (observed)',
    ],
  ],
  ['a choice, and no host', envFile('S3_CUSTOM_SERVER', 'true'), []],
  ['a client of HTTP', { ...envFile('CLIENT_URL', 'http://localhost:8082'), ...inGo }, toInventory],
  ['the page of clients', envFile('CLIENT_URL', 'http://localhost:8082'), []],
  ['a constant that is called so', code("const INVENTORY_MS = 'http://localhost:8082'"), toInventory],
  ['a constant that is called after the service', code("const inventory = 'http://localhost:8082'"), toInventory],
  [
    'a member that is called after the service',
    code("const all = { inventory: 'http://localhost:8082' }"),
    toInventory,
  ],
  ['the base of a generated client', code("client.basePath = 'http://localhost:8082/api'"), toInventory],
  ['a member that may be anything', code("const swagger = { url: 'http://localhost:8082' }"), []],
  ['a constant that is no call', code("const greeting = 'http://localhost:8082'"), []],
  ['an allowed origin', code("const ALLOWED_API_ORIGINS = 'http://localhost:8082'"), []],
  ['a page that a constant holds', code("const FRONTEND_URL = 'http://localhost:8082'"), []],
  ['a constant with its type', rust('pub const STOCK_MS : &\'static str = "http://localhost:8082";'), toInventory],
  [
    "a web server's, which is called as another in short",
    {
      ...code("fetch('http://localhost:3100/push')"),
      'compose.yaml': 'services:\n  inventory-api: { image: "nginx:latest", ports: ["3100:3100"] }\n',
    },
    [],
  ],
  [
    'the same, where it sees what is in the folder of the other',
    {
      ...code("fetch('http://localhost:3100/stock')"),
      ...inGo,
      'compose.yaml':
        'services:\n  inventory-api: { image: "nginx:latest", ports: ["3100:3100"], volumes: ["./services/inventory/pages:/srv"] }\n',
    },
    toInventory,
  ],
  ['a port that it opens itself in its container', publishing('8083:8000'), []],
  ['a port that another opens in its container', publishing('8083:3000'), toInventory],
  ['a database behind a proxy in the pod', compose('DATABASE_URL', 'postgres://127.0.0.1:5432/shop'), []],
]

describe('of addresses on this machine', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect(await edgesOf({ ...three, ...tree })).toEqual(expected)
  })
})
