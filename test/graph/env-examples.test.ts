// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text under test is of compose
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, code = ''): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:22\nCMD ["node", "main.js"]\n',
  [`${name}/main.js`]: `import express from 'express'\nexpress().listen(3000)\n${code}\n`,
})
const shop: Tree = { ...program('orders', 'fetch(process.env.USERS_URL)'), ...program('users') }
const called = ['orders -> users http (observed)']
const variables = 'USERS_URL=http://users:3000\n'

it.each(['.env.example', '.env.sample', 'example.env', 'env.template'])(
  'takes %s for the file of variables that is kept out of the repository',
  async (name) => {
    const named = 'services:\n  orders: { build: orders, env_file: .env }\n  users: { build: users }\n'
    expect(await edgesOf({ ...shop, 'compose.yaml': named, [name]: variables })).toEqual(called)
    const filled =
      'services:\n  orders: { build: orders, environment: ["USERS_URL=${USERS_URL}"] }\n  users: { build: users }\n'
    expect(await edgesOf({ ...shop, 'compose.yaml': filled, [name]: variables })).toEqual(called)
  },
)

it('fills a compose file without one beside it from that of the file further out that it is put together with', async () => {
  const tree = {
    ...program('orders', 'fetch(process.env.PEOPLE_URL)'),
    ...program('users'),
    'docker/addons/orders/compose.yaml':
      'services:\n  orders: { build: ../../../orders, environment: ["PEOPLE_URL=${SHOP_PEOPLE}"] }\n',
    'docker/.env': 'SHOP_PEOPLE=http://users:3000\n',
  }
  const outer = 'services:\n  users: { build: ../users }\n'
  expect(await edgesOf({ ...tree, 'docker/compose.yaml': outer })).toEqual(called)
  expect(await edgesOf({ ...tree, 'compose.yaml': outer.replace('../', '') })).toEqual([])
})

it('takes the file itself where it is there', async () => {
  const compose = 'services:\n  orders: { build: orders, env_file: .env }\n  users: { build: users }\n'
  const files = { '.env': 'USERS_URL=http://elsewhere.example\n', '.env.example': variables }
  expect(await edgesOf({ ...shop, 'compose.yaml': compose, ...files })).toEqual([])
})

it.each(['${USERS_PORT}:3000', '${USERS_PORT}:${USERS_PORT}', '127.0.0.1:${USERS_PORT}:3000'])(
  'knows the port of the machine that only a file of variables tells: %s',
  async (ports) => {
    const compose = `services:\n  orders: { build: orders }\n  users: { build: users, ports: ["${ports}"] }\n`
    const tree = { ...shop, ...program('orders', "fetch('http://localhost:5120/all')"), '.env': 'USERS_PORT=5120\n' }
    expect(await edgesOf({ ...tree, 'compose.yaml': compose })).toEqual(called)
  },
)

it('takes what is called after the file as an example of it', async () => {
  const compose = 'services:\n  orders: { build: orders, env_file: settings.env }\n  users: { build: users }\n'
  for (const name of ['settings-sample.env', 'settings.example.env'])
    expect(await edgesOf({ ...shop, 'compose.yaml': compose, [name]: variables })).toEqual(called)
})

it('joins what a workload sets itself with the rest of the file that it is given, whose own value goes behind', async () => {
  const compose =
    'services:\n  orders: { build: orders, env_file: orders/.env, environment: { MYSQL_HOST: mysql } }\n  mysql: { image: "mysql:9" }\n'
  const tree = {
    ...program('orders', 'connect(process.env.MYSQL_HOST, process.env.MYSQL_DATABASE)'),
    'orders/.env.example': 'MYSQL_HOST=localhost\nMYSQL_DATABASE=shop\n',
  }
  expect(await edgesOf({ ...tree, 'compose.yaml': compose })).toEqual([
    'orders -> mysql://mysql/shop database (observed)',
  ])
})
