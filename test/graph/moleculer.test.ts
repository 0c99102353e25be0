import { expect, it } from 'vitest'
import { edgesOf, surveyOf } from './graph-of.ts'

const manifest = (name: string): string =>
  JSON.stringify({ name, scripts: { start: 'moleculer-runner' }, dependencies: { moleculer: '^0.14.0' } })

it('joins services of Moleculer by the names of their actions and events', async () => {
  const tree = {
    'users/package.json': manifest('users'),
    'users/services/users.service.js':
      'module.exports = { name: "users", actions: { get: { handler(ctx) { ctx.broadcast("user.seen", {}) } } } }',
    'mail/package.json': manifest('mail'),
    'mail/services/mail.service.ts':
      'export default class Mail extends Service { constructor(broker: ServiceBroker) { super(broker); this.parseServiceSchema({ name: "mail", version: 2, events: { "user.seen"(ctx) {} }, actions: { send: this.send } }) } }',
    'orders/package.json': manifest('orders'),
    'orders/services/orders.service.ts':
      'export const create = async (ctx: Context) => { await ctx.broker.call("users.get", { id: 1 }); await ctx.call("v2.mail.send"); await ctx.call("stock.get"); handler.call("users.get") }',
  }
  expect(await edgesOf(tree)).toEqual([
    'mail -> users event (observed)',
    'orders -> mail http (observed)',
    'orders -> users http (observed)',
  ])
})

it('takes no object with a name for a service', async () => {
  const tree = {
    'users/package.json': manifest('users'),
    'users/services/users.service.js':
      'const plan = { name: "users", events: ["user.seen"] }; new Thing({ name: "users", size: 1 })',
    'orders/package.json': manifest('orders'),
    'orders/index.ts': 'ctx.call("users.get"); ctx.broadcast("user.seen")',
  }
  expect(await edgesOf(tree)).toEqual([])
  const component = 'export default { name: "users", mixins: [paging], watch: { page() {} } }'
  expect(await edgesOf({ ...tree, 'users/src/users.js': component })).toEqual([])
})

it('knows what a gateway of Moleculer asks for by its aliases', async () => {
  const tree = {
    'media/package.json': manifest('media'),
    'media/services/media.service.ts': 'export default { name: "media", actions: { save(ctx) {} } }',
    'users/package.json': manifest('users'),
    'users/services/users.service.ts': 'export default { name: "users", actions: { list(ctx) {} } }',
    'api/package.json': manifest('api'),
    'api/services/api.service.ts':
      'import ApiGateway from "moleculer-web"; export default { name: "api", mixins: [ApiGateway], settings: { routes: [{ path: "/", aliases: { "REST /users": "users", "POST /files": "multipart:media.save", "GET /own": own, "GET /x": "static" } }] } }',
  }
  expect(await edgesOf(tree)).toEqual(['api -> media http (observed)', 'api -> users http (observed)'])
})

it.each([
  ['autoAliases: true', true],
  ["mappingPolicy: 'all'", true],
  ["mappingPolicy: 'restrict'", false],
])('knows what a gateway of Moleculer may ask for by what services offer themselves: %s', async (policy, isAsked) => {
  const service = (name: string) => ({
    [`${name}/package.json`]: manifest(name),
    [`${name}/services/${name}.service.ts`]: `export default { name: "${name}", actions: { list(ctx) {} } }`,
  })
  const tree = {
    ...service('users'),
    ...service('media'),
    ...service('orders'),
    'api/package.json': manifest('api'),
    'api/services/api.service.ts': `import ApiGateway from "moleculer-web"; export default { name: "api", mixins: [ApiGateway], settings: { routes: [{ path: "/", whitelist: ["users.list", "media.*", "$node.*", own], aliases: {}, ${policy} }] } }`,
  }
  const expected = ['api -> media http (observed)', 'api -> users http (observed)']
  expect(await edgesOf(tree)).toEqual(isAsked ? expected : [])
})

it('tells services of one image apart by the variable that says which of them it starts', async () => {
  const service = (name: string, code = ''): string =>
    `module.exports = { name: '${name}', actions: { find: { handler(ctx) { ${code} } } } }\n`
  const tree = {
    'compose.yaml': `services:
  api: { build: ., image: shop, environment: { SERVICES: api, PORT: 3000 }, ports: ["3000:3000"] }
  orders: { build: ., image: shop, environment: { SERVICES: orders } }
  users: { build: ., image: shop, environment: { SERVICES: users } }
`,
    Dockerfile: 'FROM node:24\nCMD ["npm", "start"]\n',
    'package.json':
      '{ "name": "shop", "scripts": { "start": "moleculer-runner" }, "dependencies": { "moleculer": "^0.14.0", "moleculer-web": "^0.10.0" } }',
    'services/api.service.js':
      "const Web = require('moleculer-web')\nmodule.exports = { name: 'api', mixins: [Web] }\n",
    'services/orders.service.js': service('orders', "return ctx.call('users.find')"),
    'services/users.service.js': service('users'),
  }
  const { graph } = await surveyOf(tree)
  expect(graph.services.map(({ name }) => name)).toEqual(['api', 'orders', 'users'])
  expect(await edgesOf(tree)).toEqual(['orders -> users http (observed)'])
})

it('knows what entities are filled with from others, and what is asked of several at once', async () => {
  const tree = {
    'users/package.json': manifest('users'),
    'users/services/users.service.js': 'module.exports = { name: "users", mixins: [DbService], model: User }',
    'tags/package.json': manifest('tags'),
    'tags/services/tags.service.js': 'module.exports = { name: "tags", mixins: [DbService], model: Tag }',
    'stock/package.json': manifest('stock'),
    'stock/services/stock.service.js': 'module.exports = { name: "stock", mixins: [DbService], model: Item }',
    'orders/package.json': manifest('orders'),
    'orders/services/orders.service.js':
      'module.exports = { name: "orders", mixins: [DbService], settings: { populates: { buyer: { action: "users.get", params: {} }, tags: "tags.get" } }, async started() { await this.broker.mcall({ items: { action: "stock.find" } }) } }',
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> stock http (observed)',
    'orders -> tags http (observed)',
    'orders -> users http (observed)',
  ])
})

it('has a gateway that offers all ask who says under which paths', async () => {
  const tree = {
    'users/package.json': manifest('users'),
    'users/services/users.service.js':
      'module.exports = { name: "users", actions: { list: { rest: "GET /users", handler(ctx) {} } } }',
    'mail/package.json': manifest('mail'),
    'mail/services/mail.service.js': 'module.exports = { name: "mail", actions: { send(ctx) {} } }',
    'api/package.json': manifest('api'),
    'api/services/api.service.js':
      'const ApiGateway = require("moleculer-web"); module.exports = { name: "api", mixins: [ApiGateway], settings: { routes: [{ path: "/api", autoAliases: true }] } }',
  }
  expect(await edgesOf(tree)).toEqual(['api -> users http (observed)'])
  // All that offer paths are asked: those far away, and where the gateway offers some itself.
  const offering = tree['api/services/api.service.js'].replace(
    'settings:',
    'actions: { all: { rest: "GET /all" } }, settings:',
  )
  const moved = Object.entries(tree).map(([file, text]) => [file.replace(/^(api|mail)\//, 'edge/$1/'), text] as const)
  const far = {
    ...Object.fromEntries(moved),
    'edge/api/services/api.service.js': offering,
    'edge/stock/package.json': manifest('stock'),
    'edge/stock/services/stock.service.js':
      'module.exports = { name: "stock", actions: { list: { rest: "GET /stock", handler(ctx) {} } } }',
  }
  expect(await edgesOf(far)).toEqual(['edge-api -> stock http (observed)', 'edge-api -> users http (observed)'])
})

it('means the nearest of those that answer what is called alike, in roles that are called behind their program', async () => {
  const system = (name: string): Record<string, string> => ({
    [`${name}/docker-compose.yml`]: `services:
  www: { build: ., image: ${name}, env_file: env, environment: { SERVICES: www, PORT: 3000 }, ports: ["3000:3000"] }
  users: { build: ., image: ${name}, env_file: env, environment: { SERVICES: users } }
`,
    [`${name}/env`]: 'CACHER=redis://redis\n',
    [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["npm", "start"]\n',
    [`${name}/package.json`]: manifest(name),
    [`${name}/services/www.service.js`]:
      "module.exports = { name: 'www', actions: { all(ctx) { return ctx.call('users.find') } } }\n",
    [`${name}/services/users.service.js`]: "module.exports = { name: 'users', actions: { find(ctx) {} } }\n",
  })
  const edges = await edgesOf({ ...system('blog'), ...system('shop') })
  expect(edges.filter((edge) => edge.includes(' http '))).toEqual([
    'shop-www -> shop-users http (observed)',
    'www -> users http (observed)',
  ])
  expect(edges).toContain('www -> redis://redis cache (observed)')
})
