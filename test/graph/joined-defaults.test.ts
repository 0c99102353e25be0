import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const service = (code: string, given = ''): Tree => ({
  'orders/requirements.txt': 'flask\npsycopg2-binary\n',
  'orders/app.py': `import os\nimport psycopg2\nfrom flask import Flask\n${code}\nFlask(__name__).run(port=5000)\n`,
  'compose.yaml': `services:\n  orders: { build: orders${given} }\n  db: { image: "postgres:18" }\n`,
})
const connects = 'psycopg2.connect(host=os.getenv("DB_HOST", "db"), dbname=os.getenv("DB_NAME", "shop"), user="app")'
const composed =
  'url = "postgresql://%s@%s:%s/%s" % (os.environ["DB_USER"], os.getenv("DB_HOST", "db"), os.getenv("DB_PORT", "5433"), os.getenv("DB_NAME", "shop"))'

it.each<readonly [string, Tree, string]>([
  ['defaults of the code', service(connects), 'postgres://db/shop'],
  ['defaults of the code, with a port', service(composed), 'postgres://db:5433/shop'],
  ['a host that is given, and a default', service(connects, ', environment: { DB_HOST: pg }'), 'postgres://pg/shop'],
  [
    'a default, and a name that is given',
    service(connects, ', environment: { DB_NAME: bills }'),
    'postgres://db/bills',
  ],
  [
    'a database that is called after the service',
    service(connects.replace('DB_NAME', 'ORDERS_DB_NAME')),
    'postgres://db/shop',
  ],
  ['a host alone', service('psycopg2.connect(host=os.getenv("DB_HOST", "db"))'), 'postgres://db'],
])('%s', async (_, tree, expected) => {
  expect(await edgesOf(tree)).toEqual([`orders -> ${expected} database (observed)`])
})
