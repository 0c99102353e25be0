import { expect, it } from 'vitest'
import { deploymentOf, edgesOf } from './graph-of.ts'

const code = {
  'orders/Dockerfile': 'FROM node:22\nCMD ["node", "main.js"]\n',
  'orders/main.js': "import pg from 'pg'\nnew pg.Client(process.env.DATABASE_URL)\n",
}
const compose = (more = ''): string =>
  `services:\n  orders: { build: orders, environment: { DATABASE_URL: "postgres://db:5432/shop" } }\n  db: { image: "postgres:18" }\n${more}`
const orders = (host: string): string =>
  deploymentOf('orders', 'shop/orders', `, env: [{ name: DATABASE_URL, value: "postgres://${host}:5432/shop" }]`)
const service = (name: string, of: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${of} }, ports: [{ port: 5432 }] }\n`
const cluster = `${orders('shop-postgres-svc')}---\n${deploymentOf('shop-postgres', 'postgres:18')}${service('shop-postgres-svc', 'shop-postgres')}`

it('knows the one store of a kind by one name, however compose and the cluster call it', async () => {
  expect(await edgesOf({ ...code, 'compose.yaml': compose(), 'k8s/shop.yaml': cluster })).toEqual([
    'orders -> postgres://db:5432/shop database (observed)',
  ])
})

it('keeps stores apart where one of the two runs several of a kind', async () => {
  const more = '  users-db: { image: "postgres:18" }\n'
  expect(await edgesOf({ ...code, 'compose.yaml': compose(more), 'k8s/shop.yaml': cluster })).toEqual([
    'orders -> postgres://db:5432/shop database (observed)',
    'orders -> postgres://shop-postgres-svc:5432/shop database (observed)',
  ])
})
