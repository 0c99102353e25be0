// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const service = (name: string, port: number, code: string): Tree => ({
  [`services/${name}/package.json`]: `{"name":"${name}","scripts":{"start":"node index.js"},"dependencies":{"@shop/common":"*","express":"4"}}`,
  [`services/${name}/index.js`]: `import { config, clientOf } from '@shop/common'\n${code}\nexpress().listen(${port})\n`,
})
const common = (config: string, helper = ''): Tree => ({
  'package.json': '{"workspaces":["services/*","packages/*"]}',
  'packages/common/package.json': '{"name":"@shop/common","main":"index.js"}',
  'packages/common/index.js': `export * from './config.js'\nexport * from './clients.js'\n`,
  'packages/common/config.js': config,
  'packages/common/clients.js': `import { config } from './config.js'\n${helper}\n`,
})
const addresses = `export const config = {
  services: {
    cart: getEnv('CART_SERVICE_URL', 'http://localhost:4001'),
    users: getEnv('USER_SERVICE_URL', 'http://localhost:4002'),
    mail: process.env.MAIL_SERVICE_URL || 'http://localhost:4003',
  },
  redis: { url: process.env.REDIS_URL || 'redis://cache:6379' },
}
`
const shop = (cart: string, users: string, helper?: string): Tree => ({
  ...common(addresses, helper),
  ...service('cart', 4001, cart),
  ...service('users', 4002, users),
  ...service('mail', 4003, ''),
})

it.each([
  ['by its members', "axios.get(config.services.users + '/me')"],
  ['by a key', "axios.get(`${config['services'].users}/me`)"],
  ['asked for by its path', "axios.get(config.get('services.users'))"],
])('gives a member of the settings that a library holds to who takes it: %s', async (_, code) => {
  expect(await edgesOf(shop(code, 'connect(config.redis.url)'))).toEqual([
    'cart -> users http (observed)',
    'users -> redis://cache:6379 cache (observed)',
  ])
})

it('gives all members to who takes what they are in', async () => {
  const code = 'const { services } = config'
  expect(await edgesOf(shop(code, 'connect(config.redis.url)'))).toEqual([
    'cart -> mail http (observed)',
    'cart -> users http (observed)',
    'users -> redis://cache:6379 cache (observed)',
  ])
})

it('gives a member to who names it to a helper of the library', async () => {
  const helper = 'export const clientOf = (name) => axios.create({ baseURL: config.services[name] })'
  const tree = shop("createServiceClient('users')", "clientOf(config.redis.url); serviceUrl('mail')", helper)
  expect(await edgesOf(tree)).toEqual([
    'cart -> users http (observed)',
    'users -> mail http (observed)',
    'users -> redis://cache:6379 cache (observed)',
  ])
})

it('knows hosts that lie apart from their ports in such an object', async () => {
  const settings = `export const config: Settings = { cart: { host: 'cart', port: 4001 }, mail: { host: 'mail', port: 4003 } }`
  const tree: Tree = {
    ...common(settings),
    ...service('cart', 4001, 'fetch(`http://${config.mail.host}:${config.mail.port}/`)'),
    ...service('mail', 4003, 'listen(config.mail.port)'),
    ...service('users', 4002, 'fetch(`http://${config.cart.host}`)'),
  }
  expect(await edgesOf(tree)).toEqual(['cart -> mail http (observed)', 'users -> cart http (observed)'])
})

it('takes a list of all services on this machine that nobody takes members of for nobody’s calls', async () => {
  expect(await edgesOf(shop('start(config)', 'start(config)'))).toEqual([
    'cart -> redis://cache:6379 cache (observed)',
    'mail -> redis://cache:6379 cache (observed)',
    'users -> redis://cache:6379 cache (observed)',
  ])
})
