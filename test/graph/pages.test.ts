// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const image = 'FROM node:24-slim\nCMD ["npm", "start"]\n'
const manifest = (dependencies: string, more = ''): string =>
  `{ ${more}"scripts": { "start": "node main.js" }, "dependencies": { ${dependencies} } }`
const compose = (web = ''): string =>
  `services:\n  web:\n    build:\n      context: web\n${web}  users:\n    build: users\n    ports: ["8081:4001"]\n`

/** A page, and a service whose port 4001 is 8081 on the machine around it. */
const shop = (files: Tree, web?: string, page = '"react-dom": "19"'): Tree => ({
  'compose.yaml': compose(web),
  'web/Dockerfile': image,
  'web/package.json': manifest(page),
  'users/Dockerfile': image,
  'users/package.json': manifest('"express": "5"'),
  'users/main.js': "const app = require('express')()\napp.listen(process.env.PORT || 4001)\n",
  ...files,
})
const call = ['web -> users http (observed)']

describe('pages, whose browsers run on the machine around the containers', () => {
  const read = { 'web/src/a.ts': 'export const all = () => fetch(`${import.meta.env.VITE_API_URL}/users`)\n' }
  const readNext = { 'web/a.ts': 'export const all = () => fetch(`${process.env.NEXT_PUBLIC_API_URL}/users`)\n' }
  const next = '"next": "16", "react-dom": "19"'
  it.each<[string, Tree]>([
    [
      'a file of variables',
      shop({ ...readNext, 'web/.env.example': 'NEXT_PUBLIC_API_URL=http://localhost:8081\n' }, '', next),
    ],
    ['the environment of a container', shop(read, '    environment:\n      VITE_API_URL: http://localhost:8081\n')],
    [
      'what an image is built with',
      shop(readNext, '      args:\n        - NEXT_PUBLIC_API_URL=http://localhost:8081\n', next),
    ],
    ['an image', shop({ ...read, 'web/Dockerfile': `FROM node:24-slim\nENV VITE_API_URL=http://localhost:8081\n` })],
  ])('call what %s tells them', async (_, tree) => {
    expect(await edgesOf(tree)).toEqual(call)
  })

  it.each<[string, Tree]>([
    [
      'vite.config.ts',
      { 'web/vite.config.ts': "export default { server: { proxy: { '/api': { target: 'http://localhost:8081' } } } }" },
    ],
    [
      'vite.config.js',
      { 'web/vite.config.js': "export default { server: { proxy: { '/api': 'http://localhost:8081' } } }" },
    ],
    [
      'next.config.js',
      {
        'web/next.config.js':
          "module.exports = { rewrites: () => [{ source: '/:p', destination: 'http://localhost:8081/:p' }] }",
      },
    ],
    ['package.json', { 'web/package.json': manifest('"react-dom": "19"', '"proxy": "http://localhost:8081", ') }],
    [
      'proxy.conf.json',
      { 'web/proxy.conf.json': '{ "/api": { "target": "http://localhost:8081", "secure": false } }' },
    ],
  ])('hand requests on by %s', async (_, files) => {
    expect(await edgesOf(shop(files))).toEqual(call)
  })

  it('keep an address in a member of an object to call it', async () => {
    const environment = "export const environment = { production: false, apiUrl: 'http://localhost:8081/api' }\n"
    const files = { 'web/src/environments/environment.ts': environment }
    expect(await edgesOf(shop(files, '', '"@angular/core": "21"'))).toEqual(call)
  })

  it('do not call what they link to', async () => {
    const tree = shop({
      'users/mail.js': "const link = process.env.VERIFY_EMAIL_URL || 'http://localhost:3000/verify'\n",
      'web/main.js': "const app = require('express')()\napp.listen(3000)\n",
    })
    expect(await edgesOf(tree)).toEqual([])
  })
})

describe('gateways of Node, in which others have ports of this machine', () => {
  const system = (code: string): Tree =>
    shop({ 'web/package.json': manifest('"express": "5"'), 'web/main.js': `${code}\napp.listen(3000)\n` })
  it.each([
    "app.use('/u', createProxyMiddleware({ target: 'http://localhost:8081', changeOrigin: true }))",
    "app.use('/u', (req, res) => proxy.web(req, res, { target: 'http://localhost:8081' }))",
    "app.use('/u', proxy('http://localhost:8081'))",
    "app.register(require('@fastify/http-proxy'), { upstream: 'http://localhost:8081', prefix: '/u' })",
    "new ApolloGateway({ serviceList: [{ name: 'u', url: 'http://localhost:8081/graphql' }] })",
    "createTRPCClient({ links: [httpBatchLink({ url: 'http://localhost:8081/trpc' })] })",
    "const users = new UsersApi('http://localhost:8081')",
    "superagent.get('http://localhost:8081/users')",
    "const socket = io('http://localhost:8081')",
  ])('%s', async (code) => {
    expect(await edgesOf(system(code))).toEqual(call)
  })

  it.each([
    "swagger({ definition: { servers: [{ url: 'http://localhost:8081' }] } })",
    "app.use(cors({ origin: ['http://localhost:8081'] }))",
    "console.log('http://localhost:8081')",
  ])('nothing from %s', async (code) => {
    expect(await edgesOf(system(code))).toEqual([])
  })
})

it.each([
  ['a page, whatever its tests start', '"vue": "3"', []],
  ['what renders pages', '"next": "15", "react-dom": "19"', ['web -> mysql://127.0.0.1:3306/shop database (observed)']],
])('knows databases that code keeps of %s', async (_, dependencies, edges) => {
  const tree: Tree = {
    'web/package.json': `{"name":"web","dependencies":{${dependencies}},"scripts":{"start":"serve"}}`,
    'web/Dockerfile': 'FROM node\nCOPY . .\nCMD ["npm","start"]\n',
    'web/src/sources.ts': "export const sources = { mysql: { url: 'jdbc:mysql://127.0.0.1:3306/shop' } }\n",
    'web/tests/server/package.json': '{"name":"mocks","dependencies":{"koa":"2"}}',
    'orders/package.json': '{"name":"orders","dependencies":{"express":"5"}}',
    'orders/Dockerfile': 'FROM node\nCOPY . .\nCMD ["node","main.js"]\n',
    'orders/main.js': "require('express')().listen(80)\n",
  }
  expect(await edgesOf(tree)).toEqual(edges)
})
