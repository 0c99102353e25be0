// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the file under test is text
import { expect, it } from 'vitest'
import { compose } from '../../src/facts/compose/index.ts'
import type { FactKind, FactOf } from '../../src/facts/fact.ts'
import { extractorsOf } from '../../src/facts/reading/draw.ts'
import { factsOf, statements } from './read-facts.ts'

const of = async <Kind extends FactKind>(kind: Kind, text: string, path = 'compose.yaml') =>
  (await factsOf(compose, path, text)).filter((fact): fact is FactOf<Kind> => fact.kind === kind)

it.each([
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'x/docker-compose.prod.yaml',
  'docker-compose-load.yaml',
  'compose.dev.yaml',
])('reads %s', (path) => expect(extractorsOf(path)).toContain(compose))

it('reads no file that a program writes one from, among its sources', async () => {
  const text = 'services:\n  orders: { build: . }\n'
  expect(await of('workload', text, 'tool/src/server/docker-compose.template.yml')).toEqual([])
  expect(await of('workload', text, 'deploy/docker-compose.template.yml')).toHaveLength(1)
})

it('reads files of any other name that run something', async () => {
  const stack = `version: "3.7"
# what runs
services:
  cart:
    ports: ["8080:80"]
    image: shop/cart
`
  const found = await of('workload', stack, 'scripts/app.yml')
  expect(found.map(({ name }) => name)).toEqual(['cart'])
})

it.each([
  ['a list of services of CI', '.gitlab-ci.yml', 'services:\n  - image: a\n'],
  ['objects of a framework', 'config/services.yaml', 'services:\n  app.mailer:\n    class: Mailer\n'],
  ['values of a chart', 'chart/values.yaml', 'services:\n  cart:\n    image: a\n'],
  ['something of Kubernetes', 'x.yaml', 'apiVersion: v1\nservices:\n  cart:\n    image: a\n'],
  ['images in parts', 'x.yaml', 'services:\n  cart:\n    image:\n      name: a\n'],
])('reads no %s', async (_, path, text) => expect(await of('workload', text, path)).toEqual([]))

it('knows a service by its name, aliases, container name and host name', async () => {
  const text = `services:
  cart:
    image: shop/cart
    container_name: shop-cart
    hostname: carts
    networks:
      back: { aliases: [basket, cart.local] }
`
  const names = await of('network-name', text)
  expect(names.map(({ name, workload }) => [name, workload])).toEqual(
    ['cart', 'shop-cart', 'carts', 'basket', 'cart.local'].map((name) => [name, 'cart']),
  )
  expect(names[0]?.at).toEqual({ file: 'compose.yaml', line: 2, column: 3 })
})

it('takes variables from maps and lists, with the defaults of interpolation', async () => {
  const text = `services:
  cart:
    image: a
    environment:
      A_URL: http://products:8081
      PORT: 8080
      B_URL: \${B_URL:-http://b:\${B_PORT:-80}}
      C_URL: "\${C_URL-http://c:80}/v1"
      D: \${D}
      E:
      F: http://$D:80/$$x
  web:
    image: b
    environment:
      - A_URL=http://products:8081?x=y
      - FROM_SHELL
`
  expect(await statements(compose, 'compose.yaml', text, ['env-set'])).toEqual([
    '5:14 set A_URL=http://products:8081',
    '6:13 set PORT=8080',
    '7:14 set B_URL=http://b:80',
    '8:14 set C_URL=http://c:80/v1',
    '9:10 set D=${D}',
    '10:9 set E=undefined',
    '11:10 set F=http://${D}:80/$$x',
    '15:9 set A_URL=http://products:8081?x=y',
    '16:9 set FROM_SHELL=undefined',
  ])
})

it('reads ports in both forms, with variables that have a default', async () => {
  const text = `services:
  a:
    image: a
    ports: ['8081:8080', '127.0.0.1:82:80/tcp', '90', '\${PORT:-7070}:70', { target: 5, published: '6' }, '1-3:1-3']
`
  const [workload] = await of('workload', text)
  expect(workload?.containers[0]?.ports).toEqual([
    { container: 8080, host: 8081 },
    { container: 80, host: 82 },
    { container: 90 },
    { container: 70, host: 7070 },
    { container: 5, host: 6 },
  ])
})

it.each([
  ['build: .', { context: 'deploy' }],
  ['build: ../services/a', { context: 'services/a' }],
  ['build: { context: .., dockerfile: services/a/Dockerfile }', { context: '.', dockerfile: 'services/a/Dockerfile' }],
  [
    "build: { context: '..\\', dockerfile: 'services\\a\\Dockerfile' }",
    { context: '.', dockerfile: 'services/a/Dockerfile' },
  ],
  ['build: { dockerfile: a.Dockerfile }', { context: 'deploy', dockerfile: 'deploy/a.Dockerfile' }],
  ['build: { target: a }', { context: 'deploy', target: 'a' }],
  ['build: https://example.com/a.git', undefined],
])('finds what is built by "%s"', async (build, expected) => {
  const [workload] = await of('workload', `services:\n  a:\n    ${build}\n`, 'deploy/compose.yaml')
  expect(workload?.build).toEqual(expected)
})

it('names files of variables from the root', async () => {
  const text =
    'services:\n  a:\n    image: a\n    env_file:\n      - ./a.env\n      - { path: ../b.env, required: false }\n  b: { image: b, env_file: .env }\n'
  const workloads = await of('workload', text, 'deploy/compose.yaml')
  expect(workloads.map(({ envFiles }) => envFiles)).toEqual([['deploy/a.env', 'b.env'], ['deploy/.env']])
})

it('takes anchors and merges for what they stand for', async () => {
  const text = `x-env: &env
  A_URL: http://a:80
services:
  web:
    image: w
    environment:
      <<: *env
      B: c
`
  expect(await statements(compose, 'compose.yaml', text, ['env-set', 'unresolved'])).toEqual([
    '7:7 set A_URL=http://a:80',
    '8:10 set B=c',
  ])
})

it('states one unresolved fact for a file that is no YAML', async () => {
  expect(await statements(compose, 'compose.yaml', 'services:\n\t- a')).toEqual(['2:1 unresolved manifest'])
})

it.each(['', 'services:', 'services: []', 'services: { a: 5 }', 'services: { a: { environment: 7, ports: x } }', '[]'])(
  'takes "%s" without a word',
  async (text) => {
    const facts = await factsOf(compose, 'compose.yaml', text)
    expect(facts.filter(({ kind }) => kind === 'env-set')).toEqual([])
  },
)

it('has the names that links give for those that are linked to, and none that stands for two', async () => {
  const text =
    'services:\n  a: { image: a, links: ["shop-db:db", "shop-mq:mq", "shop-db"] }\n  b: { image: b, links: ["cart-db:db"] }\n  shop-db: { image: mongo }\n  cart-db: { image: mongo }\n  shop-mq: { image: nats, ports: ["4222:4222"] }\n'
  const names = await of('network-name', text)
  expect(names.flatMap(({ name, workload }) => (name === workload ? [] : [`${name} of ${workload}`]))).toEqual([
    'mq of shop-mq',
  ])
})
