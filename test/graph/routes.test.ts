// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
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

it('goes by the path where the host is this machine, at a port that nobody opens', async () => {
  const asking = (path: string): Tree => service('web', `fetch('http://localhost:8083/${path}' + id)`)
  expect(await calls({ ...carts, ...orders, ...asking('v1/orders/') })).toEqual(['web -> orders'])
  // Two serve what begins so, and one has the port.
  expect(await calls({ ...carts, ...orders, ...asking('orders/') })).toEqual([])
  const compose = { 'compose.yaml': 'services:\n  carts: { build: ./carts, ports: ["8083:80"] }\n' }
  expect(await calls({ ...carts, ...orders, ...asking('v1/orders/'), ...compose })).toEqual(['web -> carts'])
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

describe('routes that another file hangs below a path', () => {
  const web = service('web', 'fetch(`${base}/stock/levels/${sku}`)')
  const route = "router.get('/:sku', show)"

  it.each<[string, Tree]>([
    [
      'in Express',
      service('stock', "const levels = require('./routes/levels')\napp.use('/stock/levels', auth(), levels)", {
        'stock/routes/levels.js': route,
      }),
    ],
    [
      'over several files',
      service('stock', "app.use('/stock', require('./routes'))", {
        'stock/routes/index.js': "import { a as levels } from './all.js'\nrouter.use('/levels', levels)",
        'stock/routes/all.js': "export { router as a } from './levels.js'",
        'stock/routes/levels.js': `${route}\nexport { router }`,
      }),
    ],
    [
      'in a list that is walked',
      service('stock', "import levels from './levels.js'\nconst routes = [{ path: '/stock/levels', route: levels }]", {
        'stock/levels.js': route,
      }),
    ],
    [
      'in Fastify',
      service('stock', "app.register(import('./levels.js'), { prefix: '/stock/levels' })", {
        'stock/levels.js': route,
      }),
    ],
    [
      'in FastAPI',
      {
        'stock/Dockerfile': 'FROM python:3\nCMD ["uvicorn", "main:app"]\n',
        'stock/main.py':
          "from fastapi import FastAPI\nfrom routers import levels\napp = FastAPI()\napp.include_router(levels.router, prefix='/stock')\n",
        'stock/routers/levels.py':
          "from fastapi import APIRouter\nrouter = APIRouter(prefix='/levels')\n@router.get('/{sku}')\ndef one(sku): ...\n",
      },
    ],
    [
      'in Django',
      {
        'stock/Dockerfile': 'FROM python:3\nCMD ["gunicorn", "shop.wsgi"]\n',
        'stock/shop/urls.py': "urlpatterns = [path('stock/', include('levels.urls'))]\n",
        'stock/levels/urls.py': "urlpatterns = [path('levels/<str:sku>', show)]\n",
      },
    ],
  ])('are known by their whole path %s', async (_, stock) => {
    expect(await calls({ ...stock, ...web })).toEqual(['web -> stock'])
  })

  it('are those of nobody where the file hangs itself', async () => {
    const stock = service('stock', "app.use('/stock/levels', require('./a'))", {
      'stock/a.js': `router.use('/b', require('./b'))\n${route}`,
      'stock/b.js': "router.use('/a', require('./a'))",
    })
    expect(await calls({ ...stock, ...web })).toEqual(['web -> stock'])
  })
})

it('takes a list of paths that who answers them takes in as well for no call of all others', async () => {
  const member = (name: string, code: string): Tree => ({
    [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
    [`${name}/package.json`]: `{ "name": "${name}", "dependencies": { "kit": "workspace:*" } }`,
    [`${name}/main.js`]: `const { log } = require('kit')\n${code}\n`,
  })
  const kit = {
    'kit/package.json': '{ "name": "kit", "main": "index.js" }',
    'kit/index.js':
      "exports.ENDPOINTS = { ITEMS: '/carts/:id/items' }\nexports.load = () => fetch(`${base}/carts/${id}/items`)\n",
  }
  const cart = "app.get('/carts/:id/items', show)"
  expect(await calls({ ...kit, ...member('carts', cart), ...member('web', ''), ...member('stock', '') })).toEqual([])
  const apart = service('carts', cart)
  expect(await calls({ ...kit, ...apart, ...member('web', ''), ...member('stock', '') })).toEqual([
    'stock -> carts',
    'web -> carts',
  ])
})
