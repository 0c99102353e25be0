import { describe, expect, it } from 'vitest'
import { catalogOf, edgesOf, type Tree } from './graph-of.ts'

const three = catalogOf({ 'cart-service': { port: 8081 }, inventory: { port: 8082 }, web: { port: 8083 } })
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
const toInventory = ['cart-service -> inventory http (observed)']
const toBroker = ['cart-service -> activemq of inventory broker (observed)']

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  ['a file of variables, by port', envFile('INVENTORY_URL', 'http://localhost:8082'), toInventory],
  ['a name that tells nothing, by port', envFile('UPSTREAM_URL', 'http://localhost:8082'), toInventory],
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
  ['a database behind a proxy in the pod', compose('DATABASE_URL', 'postgres://127.0.0.1:5432/shop'), []],
]

describe('of addresses on this machine', () => {
  it.each(rows)('%s', async (_, tree, expected) => {
    expect(await edgesOf({ ...three, ...tree })).toEqual(expected)
  })
})
