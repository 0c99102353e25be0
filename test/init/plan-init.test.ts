import { describe, expect, it } from 'vitest'
import { survey } from '../../src/graph/survey.ts'
import { type InitAnswers, type InitPlan, planInit } from '../../src/init/plan-init.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

type Tree = Readonly<Record<string, string>>

const shop: Tree = {
  'compose.yaml': `services:
  web: { build: web, environment: { CART_URL: "http://cart:80" } }
  cart: { build: Cart.API, environment: { PRODUCTS_HOST: products } }
  products: { build: products }
`,
  'web/Dockerfile': 'FROM python:3.13-slim\nUSER 65532',
  'web/main.py': 'import os\n\nos.environ["CART_URL"]',
  'Cart.API/Dockerfile': 'FROM python:3.13-slim\nUSER 65532',
  'Cart.API/main.py': 'import os\n\nos.environ["PRODUCTS_HOST"]',
  'products/Dockerfile': 'FROM python:3.13-slim\nUSER 65532',
  'products/main.py': 'print(1)',
}
const answers = (more: Partial<InitAnswers> = {}): InitAnswers => ({
  leaveOut: [],
  rename: new Map(),
  owner: 'team-shop',
  ...more,
})
const plan = (tree: Tree, more?: Partial<InitAnswers>): Promise<InitPlan> =>
  planInit(memoryRepository(tree), answers(more), { today: '2026-11-23' })

/** The tree as it is when a plan has been applied. */
function applied(tree: Tree, { plan: { operations } }: InitPlan): Tree {
  const files = operations.flatMap((operation) =>
    operation.kind === 'create' || operation.kind === 'change'
      ? [[operation.path, String(operation.content)] as const]
      : [],
  )
  return { ...tree, ...Object.fromEntries(files) }
}

describe('init', () => {
  it('writes the settings and the catalog, and nothing else', async () => {
    const { plan: made, services, known } = await plan(shop)
    expect(made.operations.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'create catalog-info.yaml',
      'create msvc.yaml',
    ])
    expect(services.map(({ name, calls }) => [name, ...calls])).toEqual([
      ['cart', 'products'],
      ['products'],
      ['web', 'cart'],
    ])
    expect(known).toBe(0)
  })

  it('adds nothing to a catalog that cannot be read, and keeps no fault of it as known', async () => {
    const broken = 'kind: Component\nmetadata:\n  name: web\nspec: [\n'
    await expect(plan({ ...shop, 'catalog-info.yaml': broken })).rejects.toMatchObject({
      problems: [{ code: 'yaml-syntax', place: { file: 'catalog-info.yaml', line: 4 } }],
    })
  })

  it('gives each service a name, also where it is written in other letters or taken twice', async () => {
    const service = (path: string) => ({
      [`${path}/Dockerfile`]: 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n',
      [`${path}/main.py`]: 'from flask import Flask\nFlask(__name__).run()\n',
    })
    const { services } = await plan({
      ...service('заказы'),
      ...service('支払い'),
      ...service('apps/在庫'),
      ...service('Web_App'),
      ...service('web.app'),
    })
    const names = services.map(({ name }) => name)
    expect(names).toHaveLength(5)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/)
  })

  it('gives a name that Backstage takes, with the letters that are left of others', async () => {
    const long = 'a-name-that-is-longer-than-any-that-a-catalog-can-hold'
    const folders = [`${long}/of-orders`, `other/${long}-and-more/of-orders`, 'shop/Über', 'shop/é']
    const files = folders.flatMap((folder) => [
      [`${folder}/Dockerfile`, 'FROM node:24\nCMD ["node", "m.js"]\n'] as const,
    ])
    const { services } = await plan(Object.fromEntries(files))
    const names = services.map(({ name }) => name)
    expect(names.filter((name) => name.length > 63 || name.endsWith('-'))).toEqual([])
    expect(new Set(names).size).toBe(4)
    expect(names).toEqual(expect.arrayContaining(['uber', 'e']))
  })

  it('tells calls from events and from stores', async () => {
    const { services } = await plan({
      ...shop,
      'web/main.py': 'import os\nimport redis\n\nos.environ["CART_URL"]\nconsumer.subscribe(["orders"])\n',
      'web/kafka.py': 'from kafka import KafkaConsumer\n\nKafkaConsumer("product-changed")\n',
      'products/main.py': 'from kafka import KafkaProducer\n\nKafkaProducer().send("product-changed", b"")\n',
    })
    const web = services.find(({ name }) => name === 'web')
    expect(web).toMatchObject({ calls: ['cart', 'products'], asks: ['cart'], hears: ['products'] })
    expect(web?.stores).toContain('redis of web')
  })

  it('makes a catalog that says what is seen, so that another run changes nothing', async () => {
    const tree = applied(shop, await plan(shop))
    const { graph, catalog } = await survey(memoryRepository(tree))
    expect(catalog.problems).toEqual([])
    expect(graph.services.map(({ name, path, known }) => `${name} ${path} ${known}`)).toEqual([
      'cart Cart.API declared',
      'products products declared',
      'web web declared',
    ])
    expect(graph.edges.every(({ declared, observed }) => declared && observed)).toBe(true)
    expect((await plan(tree)).plan.operations).toEqual([])
  })

  it('adds what has come since, and keeps what people wrote', async () => {
    const { 'web/Dockerfile': _, 'web/main.py': __, ...rest } = shop
    const before = { ...rest, 'compose.yaml': shop['compose.yaml']?.replace(/^ {2}web:.*\n/m, '') ?? '' }
    const first = { ...applied(before, await plan(before)), ...shop }
    const edited = {
      ...first,
      'catalog-info.yaml': `# ours\n${first['catalog-info.yaml']?.replace('team-shop', 'team-cart')}`,
    }
    const { services, plan: second } = await plan(edited)
    expect(services.map(({ name }) => name)).toEqual(['web'])
    expect(second.operations.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['change catalog-info.yaml'])
    const text = applied(edited, await plan(edited))['catalog-info.yaml'] ?? ''
    expect(text.startsWith(edited['catalog-info.yaml'])).toBe(true)
  })

  it('remembers what is left out, for itself and for all that reads the repository', async () => {
    const first = await plan(shop, { leaveOut: ['web'] })
    expect(first.leftOut).toEqual([{ name: 'web', path: 'web' }])
    expect(first.findings).toEqual([])
    const tree = applied(shop, first)
    expect(tree['msvc.yaml']).toMatch(/\ndiscovery:\n {2}exclude:\n {4}- web\n$/)
    const { graph } = await survey(memoryRepository(tree))
    expect(graph.services.map(({ name }) => name)).toEqual(['cart', 'products'])
    expect((await lintRepository(memoryRepository(tree), { today: '2026-11-23' })).findings).toEqual([])
    const second = await plan(tree)
    expect(second.plan.operations).toEqual([])
    expect(second.leftOut).toEqual(first.leftOut)
  })

  it('leaves out what is called by others, which is then no service and nothing else', async () => {
    const tree = applied(shop, await plan(shop, { leaveOut: ['products'] }))
    const { graph } = await survey(memoryRepository(tree))
    expect(graph.services.map(({ name }) => name)).toEqual(['cart', 'web'])
    expect((await lintRepository(memoryRepository(tree), { today: '2026-11-23' })).findings).toEqual([])
  })

  it('adds what is left out to an msvc.yaml that is there, byte for byte', async () => {
    const before = '# ours\nversion:   1\ndiscovery:\n  exclude: # none of ours\n    - "legacy/**" # gone soon\n'
    const made = applied(
      { ...shop, 'msvc.yaml': before },
      await plan({ ...shop, 'msvc.yaml': before }, { leaveOut: ['web'] }),
    )
    expect(made['msvc.yaml']).toBe(`${before}    - "web"\n`)
  })

  it('finds what has changed since, and declares a call only when it is asked to', async () => {
    const first = applied(shop, await plan(shop))
    const written = `# Ours: do not touch.\n${first['catalog-info.yaml']
      ?.replace('owner: team-shop\n', 'owner: "team-cart" # for now\n')
      .replace('lifecycle: production', 'lifecycle:   production   # since 2019')}`
    const { 'web/Dockerfile': _, 'web/main.py': __, ...rest } = first
    const later: Tree = {
      ...rest,
      'catalog-info.yaml': written,
      'compose.yaml': `services:
  cart: { build: Cart.API, environment: { PRODUCTS_HOST: products } }
  products: { build: products, environment: { CART_URL: "http://cart:80" } }
  stock: { build: stock, environment: { CART_URL: "http://cart:80" } }
`,
      'products/main.py': 'import os\n\nos.environ["CART_URL"]\n',
      'stock/Dockerfile': 'FROM python:3.13-slim\nUSER 65532',
      'stock/main.py': 'import os\n\nos.environ["CART_URL"]\n',
    }
    const found = await plan(later)
    expect(found.services).toMatchObject([{ name: 'stock', calls: ['cart'] }])
    expect(found.drift.calls).toMatchObject([{ from: 'products', to: 'cart', file: 'compose.yaml', line: 3 }])
    expect(found.drift.gone).toMatchObject([{ name: 'web', path: 'web', file: 'catalog-info.yaml' }])
    // What was there is there, byte for byte, and the new service behind it.
    expect(applied(later, found)['catalog-info.yaml']?.startsWith(written)).toBe(true)
    expect(found.findings.map(({ rule }) => rule)).toContain('undeclared-dependency')

    const declared = await plan(later, { declares: ({ from }) => from === 'products' })
    const text = applied(later, declared)['catalog-info.yaml'] ?? ''
    const added = '  dependsOn:\n    - component:cart\n'
    expect(text).toContain(added)
    expect(text.replace(added, '').startsWith(written)).toBe(true)
    const { graph } = await survey(memoryRepository(applied(later, declared)))
    expect(graph.edges.find(({ from, to }) => from === 'products' && to === 'cart')).toMatchObject({ declared: true })
  })

  it('follows a service that has moved, and says so in the catalog alone', async () => {
    const first = applied(shop, await plan(shop))
    const moved = Object.entries(first).map(([file, text]) => [
      file.replace(/^web\//, 'apps/web/'),
      text.replace('build: web,', 'build: apps/web,'),
    ])
    const found = await plan(Object.fromEntries(moved))
    expect(found.drift).toMatchObject({ gone: [], moved: [{ name: 'web', path: 'web', to: 'apps/web' }] })
    expect(found.services).toEqual([])
    const later = applied(Object.fromEntries(moved), found)
    expect(later['catalog-info.yaml']).toBe(
      first['catalog-info.yaml']?.replace('msvc.dev/path: web\n', 'msvc.dev/path: apps/web\n'),
    )
    expect((await lintRepository(memoryRepository(later), { today: '2026-11-23' })).findings).toEqual([])
    expect((await plan(later)).drift).toEqual({ calls: [], gone: [], moved: [] })
  })

  it('tells of databases and of what lint will say', async () => {
    const made = await plan({
      ...shop,
      'compose.yaml': `services:
  web: { build: web, environment: { CART_URL: "postgres://a:b@db/shop" } }
  cart: { build: Cart.API, environment: { PRODUCTS_HOST: "postgres://a:b@db/shop" } }
`,
    })
    const { stores, findings } = made
    expect(stores).toEqual([{ name: 'postgres://db/shop', kind: 'database', users: ['cart', 'web'] }])
    expect(findings.map(({ rule }) => rule)).toEqual(['shared-database'])
    expect(made.plan.operations.map(({ path }) => path)).toContain('.msvc-baseline.json')
  })

  it('tells of ports: published, else in the Dockerfile', async () => {
    const { ports } = await plan({
      ...shop,
      'compose.yaml': 'services:\n  web: { build: web, ports: ["8080:80"] }\n  cart: { build: Cart.API }\n',
      'Cart.API/Dockerfile': 'FROM python:3.13-slim\nEXPOSE 9000\nUSER 65532',
    })
    expect([...ports]).toEqual([
      ['web', [{ container: 80, host: 8080 }]],
      ['cart', [{ container: 9000 }]],
    ])
  })

  it('tells of ports that only a Service of Kubernetes, a variable or code names', async () => {
    const container = (env: string) => `{ spec: { containers: [{ name: main, image: "shop/x"${env} }] } }`
    const deployment = (name: string, env = '') =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} } }, ${container(env).slice(2)} }\n`
    const { ports } = await plan({
      'a/Dockerfile': 'FROM python:3.13-slim',
      'b/Dockerfile': 'FROM python:3.13-slim',
      'c/Dockerfile': 'FROM python:3.13-slim',
      'c/main.py': 'import os\n\nport = os.getenv("PORT", "7000")\n',
      'k8s/a.yaml': `${deployment('a')}---\napiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: { app: a }, ports: [{ port: 80, targetPort: 8080 }] }\n`,
      'k8s/b.yaml': deployment('b', ', env: [{ name: PORT, value: "9000" }, { name: DB_PORT, value: "5432" }]'),
    })
    expect([...ports]).toEqual([
      ['a', [{ container: 8080 }]],
      ['b', [{ container: 9000 }]],
      ['c', [{ container: 7000 }]],
    ])
  })

  it('calls a service as it is asked to', async () => {
    const { services } = await plan(shop, { rename: new Map([['cart', 'basket']]) })
    expect(services.map(({ name, calls }) => [name, ...calls])).toEqual([
      ['basket', 'products'],
      ['products'],
      ['web', 'basket'],
    ])
  })

  it('takes owners from CODEOWNERS, the last line that matches first', async () => {
    const codeowners = '* @acme/everybody\n/Cart.API/ @acme/Team-Cart # theirs\nproducts @jane\n'
    const { services } = await plan({ ...shop, '.github/CODEOWNERS': codeowners })
    expect(services.map(({ owner }) => owner)).toEqual(['team-cart', 'user:jane', 'everybody'])
    const takenAway = `${codeowners}/Cart.API/ jane@acme.example\n/products/\n/* @acme/root\n`
    const left = await plan({ ...shop, '.github/CODEOWNERS': takenAway })
    expect(left.services.map(({ owner }) => owner)).toEqual(['team-shop', 'team-shop', 'everybody'])
  })

  it('writes no call that hangs on one weak piece of evidence, and shows it', async () => {
    const { services, doubtful } = await plan({
      'a/Dockerfile': 'FROM python:3.13-slim',
      'a/main.py': 'import os\n\nhost = os.getenv("B_HOST", "b")\n',
      'b/Dockerfile': 'FROM python:3.13-slim',
      'b/main.py': '',
    })
    expect(services.map(({ calls }) => calls)).toEqual([[], []])
    expect(doubtful).toEqual([{ from: 'a', to: 'b', file: 'a/main.py', line: 3, why: 'B_HOST=b' }])
  })

  it('keeps what lint finds today in a baseline, so that lint speaks of what is new', async () => {
    const faulty = { ...shop, 'web/Dockerfile': 'FROM python:3.13-slim' }
    const first = await plan(faulty)
    expect(first.findings).toHaveLength(1)
    const tree = applied(faulty, first)
    const lint = (of: Tree) => lintRepository(memoryRepository(of), { today: '2026-11-23' })
    expect((await lint(tree)).findings).toEqual([])
    const worse = {
      ...tree,
      'cart.env': '',
      'Cart.API/main.py': 'import os\n\nos.environ["PRODUCTS_HOST"]\nfrom products import main\n',
    }
    expect((await lint(worse)).findings.map(({ rule }) => rule)).toEqual(['cross-service-import'])
  })

  it('leaves lint green when services have come since, also where one of the catalog calls them', async () => {
    const faulty = { ...shop, 'web/Dockerfile': 'FROM python:3.13-slim' }
    const first = applied(faulty, await plan(faulty))
    const later: Tree = {
      ...first,
      'compose.yaml': `${first['compose.yaml']?.replace('build: products', 'build: products, environment: { STOCK_URL: "http://stock:80" }')}  stock: { build: stock }\n`,
      'products/main.py': 'import os\n\nos.environ["STOCK_URL"]\n',
      'stock/Dockerfile': 'FROM python:3.13-slim',
      'stock/main.py': 'print(1)\n',
    }
    const lint = async (of: Tree) => (await lintRepository(memoryRepository(of), { today: '2026-11-23' })).findings
    const renamed = { rename: new Map([['stock', 'warehouse']]) }
    const second = await plan(later, renamed)
    expect(second.services.map(({ name }) => name)).toEqual(['warehouse'])
    expect(second.drift.calls).toMatchObject([{ from: 'products', to: 'warehouse', file: 'compose.yaml' }])
    expect(second.findings.map(({ rule }) => rule)).toContain('undeclared-dependency')
    const kept = applied(later, second)
    expect(await lint(kept)).toEqual([])
    const lines = (text = '') => text.split('\n').filter((line) => line.includes('"rule"'))
    expect(lines(kept['.msvc-baseline.json'])).toEqual(expect.arrayContaining(lines(first['.msvc-baseline.json'])))

    const declared = await plan(later, { ...renamed, declares: () => true })
    expect(declared.findings.map(({ rule }) => rule)).not.toContain('undeclared-dependency')
    expect(applied(later, declared)['catalog-info.yaml']).toContain('component:warehouse')
    expect(await lint(applied(later, declared))).toEqual([])
    expect((await plan(later, { leaveOut: ['stock'], declares: () => true })).drift.calls).toEqual([])
  })

  it('describes the roles of a program, and finds them there when it looks again', async () => {
    const first: Tree = {
      'shop/Dockerfile': 'FROM python:3.13-slim\nUSER 65532\nCMD ["python", "main.py"]',
      'shop/main.py': 'print(1)',
      'compose.yaml':
        'services:\n  api: { build: shop, ports: ["80:80"] }\n  worker: { build: shop, command: python -m worker }\n',
    }
    const found = await plan(first)
    expect(found.services.map(({ name, path }) => `${name} at ${path}`)).toEqual([
      'api at shop',
      'worker at shop#worker',
    ])
    const again = applied(first, found)
    const { services, drift } = await plan(again)
    expect([services, drift]).toEqual([[], { calls: [], gone: [], moved: [] }])
    const { findings } = await lintRepository(memoryRepository(again), { today: '2026-11-23' })
    expect(findings).toEqual([])
  })

  it('writes nothing where there is no service', async () => {
    const { services, plan: made } = await plan({ 'README.md': '' })
    expect(services).toEqual([])
    expect(made.operations).toEqual([])
  })
})
