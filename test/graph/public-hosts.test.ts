import { expect, it } from 'vitest'
import { deploymentOf, edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, code = ''): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:22\nCMD ["node", "main.js"]\n',
  [`${name}/main.js`]: `import express from 'express'\nexpress().listen(80)\n${code}\n`,
})
const shop: Tree = { ...program('orders', 'fetch(process.env.LOGIN_URL)'), ...program('login') }
const orders = (setting = 'LOGIN_URL'): string =>
  `  orders: { build: orders, environment: { ${setting}: "https://id.shop.example" } }\n`
const called = ['orders -> login http (observed)']
const login = (more: string): string => `services:\n${orders()}  login: { build: login, ${more} }\n`
const rule = (text: string): string => `labels: ["traefik.http.routers.login.rule=${text}"]`

it.each([
  ['to nginx-proxy', login('environment: { VIRTUAL_HOST: "id.shop.example,login.shop.example" }')],
  ['to Traefik', login(rule('Host(`id.shop.example`)'))],
  ['to Traefik in a map', login('labels: { traefik.http.routers.login.rule: "Host(`id.shop.example`)" }')],
  ['to Traefik in a swarm', login(`deploy: { ${rule('Host(`id.shop.example`) || Host(`a.example`)')} }`)],
])('knows who answers at a host that compose tells %s', async (_, compose) => {
  expect(await edgesOf({ ...shop, 'compose.yaml': compose })).toEqual(called)
})

const ingress = (paths: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec: { rules: [{ host: id.shop.example, http: { paths: [${paths}] } }] }
---
apiVersion: v1
kind: Service
metadata: { name: login-clusterip }
spec: { selector: { app: login }, ports: [{ port: 80 }] }
---
${deploymentOf('login', 'shop/login')}---
${deploymentOf('orders', 'shop/orders', ', env: [{ name: LOGIN_URL, value: "https://id.shop.example" }]')}`
const to = (path: string, name: string): string =>
  `{ path: ${path}, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }`

it('knows who answers at the host of an Ingress, and not where its paths lead to several', async () => {
  expect(await edgesOf({ ...shop, 'k8s/shop.yaml': ingress(to('/', 'login-clusterip')) })).toEqual(called)
  const both = `${to('/', 'login-clusterip')}, ${to('/orders', 'orders')}`
  expect(await edgesOf({ ...shop, 'k8s/shop.yaml': ingress(both) })).toEqual([])
})

it('takes a host for nobody whose paths lead to several, nor for a call under a name that says it is shown', async () => {
  const several = `services:\n${orders()}  login: { build: login, ${rule('Host(`id.shop.example`) && PathPrefix(`/login`)')} }\n  page: { image: "nginx:1.29", ${rule('Host(`id.shop.example`)')} }\n`
  expect(await edgesOf({ ...shop, 'compose.yaml': several })).toEqual([])
  const code = program('orders', 'send(process.env.FRONTEND_URL)')
  const shown = `services:\n${orders('FRONTEND_URL')}  login: { build: login, ${rule('Host(`id.shop.example`)')} }\n`
  expect(await edgesOf({ ...shop, ...code, 'compose.yaml': shown })).toEqual([])
})

it.each<readonly [string, Tree, string, readonly string[]]>([
  ['the scope of packages', { 'login/package.json': '{"name":"@acme/login"}' }, 'login.acme.com', called],
  ['the package around all', { 'package.json': '{"name":"acme","private":true}' }, 'login.acme-staging.io', called],
  ['the owner of a module of Go', { 'tool/go.mod': 'module github.com/acme/tool\n' }, 'login.acme.dev', called],
  ['others', { 'login/package.json': '{"name":"@acme/login"}' }, 'login.other.com', []],
  ['everybody', { 'tool/go.mod': 'module github.com/github/tool\n' }, 'login.github.com', []],
])('knows a service at the domain of its makers, by %s', async (_, files, host, expected) => {
  const compose = `services:\n  orders: { build: orders, environment: { LOGIN_URL: "https://${host}/x" } }\n  login: { build: login }\n`
  expect(await edgesOf({ ...shop, ...files, 'compose.yaml': compose })).toEqual(expected)
})
