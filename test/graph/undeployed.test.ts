import { expect, it } from 'vitest'
import { surveyOf, type Tree } from './graph-of.ts'

const image = 'FROM node:24'
const code = 'export const a = 1'
const shop: Tree = {
  'compose.yaml': 'services: { web: { build: web }, cart: { build: cart }, users: { build: users } }',
  ...Object.fromEntries(
    ['web', 'cart', 'users'].flatMap((name) =>
      Object.entries({ [`${name}/Dockerfile`]: image, [`${name}/a.ts`]: code }),
    ),
  ),
}
const found = async (tree: Tree) => {
  const { graph } = await surveyOf(tree)
  return { services: graph.services.map(({ name }) => name), undeployed: graph.undeployed?.map(({ name }) => name) }
}

it('leaves out what only a compose file of its own starts', async () => {
  const tree = {
    ...shop,
    'compose.graphql.yaml': 'services: { graphql: { build: graphql, environment: { CART_URL: "http://cart" } } }',
    'graphql/Dockerfile': image,
    'graphql/a.ts': 'fetch(process.env.CART_URL)',
    'graphql/package.json': '{ "name": "graphql" }',
  }
  expect(await found(tree)).toEqual({ services: ['cart', 'users', 'web'], undeployed: ['graphql'] })
  const { graph } = await surveyOf(tree)
  expect(graph.edges).toEqual([])
  // Whoever is called is part of the system, however it is started.
  const called = { ...tree, 'web/a.ts': 'fetch("http://graphql:3000/")' }
  expect(await found(called)).toEqual({ services: ['cart', 'graphql', 'users', 'web'] })
  // Two that come together are a part of the system that is started apart.
  const two = {
    ...tree,
    'compose.graphql.yaml': 'services: { graphql: { build: graphql }, more: { build: more } }',
    'more/Dockerfile': image,
    'more/a.ts': code,
  }
  expect((await found(two)).undeployed).toBeUndefined()
})

it('keeps pages that a compose file of their own starts and that call a service', async () => {
  const tree = (page: string): Tree => ({
    ...shop,
    'compose.ui.yaml': 'services: { ui: { build: ui } }',
    'ui/Dockerfile': 'FROM nginx\nCOPY dist /usr/share/nginx/html',
    'ui/package.json': '{ "name": "ui", "dependencies": { "react-dom": "19" } }',
    'ui/a.ts': page,
  })
  expect((await found(tree('fetch("http://cart:3000/")'))).services).toEqual(['cart', 'ui', 'users', 'web'])
  expect((await found(tree(code))).undeployed).toEqual(['ui'])
})

it('leaves out images of scripts that nothing runs, and no service that has a package', async () => {
  const script = { 'check/Dockerfile': image, 'check/check.rb': 'puts 1' }
  expect(await found({ ...shop, ...script })).toEqual({ services: ['cart', 'users', 'web'], undeployed: ['check'] })
  const service = { ...script, 'check/package.json': '{ "name": "check" }' }
  expect(await found({ ...shop, ...service })).toEqual({ services: ['cart', 'check', 'users', 'web'] })
  // An application of a workspace has its packages at the root.
  const nest = {
    'apps/check/Dockerfile': image,
    'apps/check/src/main.ts': "import { NestFactory } from '@nestjs/core'\nNestFactory.create(App)\n",
  }
  expect(await found({ ...shop, ...nest })).toEqual({ services: ['cart', 'check', 'users', 'web'] })
  // Where little is known to run, nothing can be told.
  expect(await found({ 'cart/Dockerfile': image, 'cart/a.ts': code, ...script })).toEqual({
    services: ['cart', 'check'],
  })
})

it('leaves out what only a compose file inside another service starts', async () => {
  const tree = {
    ...shop,
    'web/balanced/compose.yaml': 'services: { web: { build: .. }, balancer: { build: ./nginx, ports: ["80:80"] } }',
    'web/balanced/nginx/Dockerfile': 'FROM nginx\nCOPY nginx.conf /etc/nginx/nginx.conf',
  }
  expect(await found(tree)).toEqual({ services: ['cart', 'users', 'web'], undeployed: ['balancer'] })
})

it('takes no service from a build of which nothing is there, where Kubernetes runs the others without it', async () => {
  const files = (names: readonly string[]): Tree =>
    Object.fromEntries(
      names.flatMap((name) => [[`${name}/Dockerfile`, image] as const, [`${name}/a.ts`, code] as const]),
    )
  const builds = ['web', 'cart', 'users', 'login'].map((name) => `shop-${name}: { build: ${name} }`)
  const deployment = (name: string) =>
    `kind: Deployment\napiVersion: apps/v1\nmetadata: { name: prod-${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: a, image: "x/${name}" }] } } }\n`
  const tree: Tree = { ...files(['web', 'cart', 'users']), 'compose.yaml': `services: { ${builds.join(', ')} }` }
  const run = (...names: string[]): Tree => ({ ...tree, 'k8s/all.yaml': names.map(deployment).join('---\n') })
  const four = ['shop-cart', 'shop-login', 'shop-users', 'shop-web']
  const names = async (each: Tree) => (await found(each)).services.map((name) => name.replace('prod-', 'shop-'))
  expect(await names(tree)).toEqual(four)
  expect(await names(run('web', 'cart', 'users', 'login'))).toEqual(four)
  expect(await names(run('web', 'cart', 'users'))).toEqual(four.filter((name) => name !== 'shop-login'))
})

it('keeps what takes messages and calls services for them', async () => {
  const tree = (takes: string): Tree => ({
    ...shop,
    'mail/Dockerfile': image,
    'mail/mail.rb': `Net::HTTP.get(URI("http://cart:3000/"))\n`,
    'mail/Gemfile': takes,
  })
  expect((await found(tree("gem 'bunny'\n"))).services).toEqual(['cart', 'mail', 'users', 'web'])
})

it('leaves out an image of commands in Python that nothing runs, and no server that takes some', async () => {
  const tree = (main: string): Tree => ({
    ...shop,
    'toolkit/Dockerfile': 'FROM python:3.14-slim\nCOPY . .\nCMD ["toolkit"]\n',
    'toolkit/requirements.txt': 'click==8.1.0\n',
    'toolkit/main.py': main,
  })
  const command = 'import click\n\n@click.command()\ndef main():\n    pass\n'
  expect(await found(tree(command))).toEqual({ services: ['cart', 'users', 'web'], undeployed: ['toolkit'] })
  const server = `${command}\nfrom fastapi import FastAPI\n`
  expect(await found(tree(server))).toEqual({ services: ['cart', 'toolkit', 'users', 'web'] })
})

it('leaves out what shows something beside the system, however much that is', async () => {
  const shown = (folder: string): Tree =>
    Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${folder}/${name}/Dockerfile`, image]))
  expect((await found({ ...shop, ...shown('demos') })).services).toEqual(['cart', 'users', 'web'])
  // Elsewhere so much of it may be run by hand.
  expect((await found({ ...shop, ...shown('more') })).undeployed).toBeUndefined()
})

it('leaves out what was put away, unless something runs it', async () => {
  const old = {
    'archive/pay/Dockerfile': image,
    'archive/pay/a.ts': code,
    'archive/pay/package.json': '{ "name": "pay" }',
  }
  expect(await found({ ...shop, ...old })).toEqual({ services: ['cart', 'users', 'web'], undeployed: ['pay'] })
  // Nor does what lies there itself.
  const beside = {
    ...shop,
    ...old,
    'archive/pay/compose.yaml': 'services: { pay: { build: . }, db: { image: mysql } }',
  }
  expect((await found(beside)).undeployed).toEqual(['pay'])
  const run = { ...shop, 'compose.yaml': shop['compose.yaml']?.replace(' }', ' }, pay: { build: archive/pay }') ?? '' }
  expect((await found({ ...run, ...old })).services).toEqual(['cart', 'pay', 'users', 'web'])
})
