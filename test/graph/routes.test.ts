// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { edgesOf, surveyOf, type Tree } from './graph-of.ts'

const service = (name: string, code: string, more: Tree = {}): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
  [`${name}/main.js`]: `const http = require('./http')\n${code}\n`,
  ...more,
})
const calls = async (tree: Tree): Promise<string[]> =>
  (await edgesOf(tree)).filter((edge) => edge.includes(' http ')).map((edge) => edge.replace(' http (observed)', ''))

const carts = service('carts', "app.get('/carts/:id/items', show)\napp.get('/orders/:id', old)")
const orders = service('orders', "app.get('/orders/:id', show)\napp.get('/v1/orders/:id/lines', lines)")

it.each([
  ['what just one serves', 'fetch(`${base}/carts/${id}/items`)', ['web -> carts']],
  ['what two serve', 'fetch(`${base}/orders/${id}`)', []],
  ['what nobody serves', 'fetch(`${base}/stock/items/${id}`)', []],
  ['what hangs on a router elsewhere', 'fetch(`${base}/orders/${id}/lines`)', ['web -> orders']],
  ['what somebody between takes', 'fetch(`${base}/shop/carts/${id}/items`)', []],
  ['another method', "fetch(`${base}/carts/${id}/items`, { method: 'DELETE' })", []],
  ['a page that people are sent to', 'mail(`${process.env.FRONTEND_URL}/carts/${id}/items`)', []],
  ['a page that is added to', "mail(config.clientUrl + '/carts/' + id + '/items')", []],
  ['where others send people back to', 'go(`${their}?redirect_uri=${encode(`${own}/carts/${id}/items`)}`)', []],
  ['a word that every system has', 'fetch(`${base}/health`)', []],
  ['what it serves itself', "app.get('/carts/:id/items', own)\nfetch(`${base}/carts/${id}/items`)", []],
])('joins a call whose host is not told by its path: %s', async (_, code, expected) => {
  expect(await calls({ ...carts, ...orders, ...service('web', code) })).toEqual(expected)
})

it('goes by the host where the same file names one', async () => {
  const code = "fetch('http://orders:8080/stock/' + id)\nfetch(`${base}/carts/${id}/items`)"
  const compose = { 'compose.yaml': 'services:\n  orders: { build: ./orders }\n  web: { build: ./web }\n' }
  expect(await calls({ ...carts, ...orders, ...service('web', code), ...compose })).toEqual(['web -> orders'])
})

it('goes by the host where that is its own', async () => {
  const code = "const base = 'http://web:8080'\nfetch(`${base}/carts/${id}/items`)"
  const compose = { 'compose.yaml': 'services:\n  web: { build: ./web }\n' }
  expect(await calls({ ...carts, ...service('web', code), ...compose })).toEqual([])
})

it('takes browsers to come through the gateway', async () => {
  const web = service('web', 'fetch(`${base}/carts/${id}/items`)', {
    'web/package.json': '{ "name": "web", "dependencies": { "vue": "3" }, "scripts": { "start": "vite" } }',
  })
  expect(await calls({ ...carts, ...web })).toEqual(['web -> carts'])
  expect(await calls({ ...carts, ...web, ...service('api-gateway', 'listen(8080)') })).toEqual([])
})

it('knows routes from contracts, and says that it guesses', async () => {
  const { graph } = await surveyOf({
    ...service('stock', 'listen(8080)'),
    'stock/openapi.yaml':
      'openapi: 3.1.0\ninfo: { title: stock, version: "1" }\npaths:\n  /stock/levels/{sku}:\n    get: { responses: {} }\n',
    ...service('web', 'http.get(`${base}/stock/levels/${sku}`)'),
  })
  const [edge] = graph.edges.filter(({ kind }) => kind === 'http')
  expect(edge?.evidence).toEqual([
    expect.objectContaining({
      file: 'web/main.js',
      line: 2,
      kind: 'route',
      confidence: 0.6,
      detail: 'asks for GET /stock/levels/{}, which only stock serves',
    }),
  ])
})
