import { expect, it } from 'vitest'
import { longestChain, waitingCircles } from '../../src/graph/chains.ts'
import { catalogOf, surveyOf } from './graph-of.ts'

const chainOf = async (uses: Readonly<Record<string, readonly string[]>>): Promise<string> => {
  const services = Object.fromEntries(
    Object.entries(uses).map(([name, others]) => [name, { uses: others.map((other) => `component:${other}`) }]),
  )
  const { graph } = await surveyOf(catalogOf(services))
  const chain = longestChain(graph)
  return [chain[0]?.from, ...chain.map(({ to }) => to)].join(' ')
}

it.each([
  ['nothing', { a: [], b: [] }, ''],
  ['one call', { a: ['b'], b: [] }, 'a b'],
  ['the longer of two', { a: ['b', 'c'], b: [], c: ['d'], d: [] }, 'a c d'],
  ['of equals the first by name', { a: ['c'], b: ['c'], c: [] }, 'a c'],
  ['a circle, walked once', { a: ['b'], b: ['c'], c: ['a'] }, 'a b c'],
])('%s', async (_, uses, expected) => {
  expect(await chainOf(uses)).toBe(expected)
})

it('goes through no service that hands out pages, nor back to one', async () => {
  const tree = {
    'compose.yaml': 'services: { api: { build: api }, web: { build: web }, mail: { build: mail } }',
    ...Object.fromEntries(['api', 'web', 'mail'].map((name) => [`${name}/Dockerfile`, 'FROM node:24'])),
    'web/package.json': '{ "dependencies": { "react-dom": "19" } }',
    'web/a.ts': 'fetch("http://api:3000/"); fetch("http://mail:3000/")',
    'api/a.ts': 'link("http://web:3000/")',
    'mail/a.ts': 'export const a = 1',
  }
  const { graph } = await surveyOf(tree)
  expect(longestChain(graph).map(({ from, to }) => `${from} ${to}`)).toEqual(['web api', 'api web'])
  expect(waitingCircles(graph)).toEqual([])
})

it('takes a gateway and the pages behind it that ask through it for no circle', async () => {
  const circles = async (first: string, second: string): Promise<number> => {
    const uses = { [first]: { uses: [`component:${second}`] }, [second]: { uses: [`component:${first}`] } }
    return waitingCircles((await surveyOf(catalogOf(uses))).graph).length
  }
  expect(await circles('api-gateway', 'shop-web')).toBe(0)
  expect(await circles('api-gateway', 'orders')).toBe(1)
  expect(await circles('orders', 'shop-web')).toBe(1)
})

it('takes what stands behind a gateway and asks it for others for no circle', async () => {
  const tree = {
    'compose.yaml': `services:
  api-gateway: { build: gw, environment: { CART_URL: "http://cart:8080", USERS_URL: "http://users:8080" } }
  cart: { build: cart, environment: { GATEWAY_URL: "http://api-gateway:8080" } }
  users: { build: users }`,
    ...Object.fromEntries(['gw', 'cart', 'users'].map((name) => [`${name}/Dockerfile`, 'FROM node:24'])),
    'gw/a.ts': 'fetch(process.env.CART_URL); fetch(process.env.USERS_URL)',
    'cart/a.ts': 'fetch(process.env.GATEWAY_URL)',
    'users/a.ts': 'export const a = 1',
  }
  const { graph } = await surveyOf(tree)
  expect(graph.edges.map(({ from, to }) => `${from} ${to}`)).toContain('cart api-gateway')
  expect(waitingCircles(graph)).toEqual([])
})

it('counts nobody who only looks how the others are', async () => {
  const tree = {
    'compose.yaml': 'services: { api: { build: api }, watch: { build: watch } }',
    'api/Dockerfile': 'FROM node:24',
    'api/a.ts': 'export const a = 1',
    'watch/Dockerfile': 'FROM node:24',
    'watch/a.ts': 'fetch("http://api:3000/healthz")',
  }
  expect(longestChain((await surveyOf(tree)).graph)).toEqual([])
})

it('counts nobody who only knows where browsers are to be sent to', async () => {
  const callsBy = async (setting: string): Promise<number> => {
    const tree = {
      'compose.yaml': `services: { shop: { build: shop }, login: { build: login, environment: { ${setting}: "http://shop:3000" } } }`,
      'login/Dockerfile': 'FROM node:24',
      'login/a.ts': `fetch(process.env.${setting})`,
      'shop/Dockerfile': 'FROM node:24',
      'shop/a.ts': 'export const a = 1',
    }
    return longestChain((await surveyOf(tree)).graph).length
  }
  expect(await callsBy('WEB_UI_URL')).toBe(0)
  expect(await callsBy('OIDC_REDIRECT_URI')).toBe(0)
  expect(await callsBy('SANCTUM_STATEFUL_DOMAINS')).toBe(0)
  // As Spring binds `security.jwk-set-uri` and `issuer-uri`.
  expect(await callsBy('SECURITY_JWKSETURI')).toBe(0)
  expect(await callsBy('SECURITY_JWT_ISSUERURI')).toBe(0)
  for (const name of ['APP_PUBLICHOSTNAME', 'OAUTH_CALLBACKALLOWLIST', 'GATEWAY_GLOBALCORS_ALLOWEDORIGINS'])
    expect(await callsBy(name)).toBe(0)
  expect(await callsBy('SHOP_CLIENT_URL')).toBe(1)
})
