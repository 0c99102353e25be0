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
  today: '2026-11-23',
  ...more,
})
const plan = (tree: Tree, more?: Partial<InitAnswers>): Promise<InitPlan> =>
  planInit(memoryRepository(tree), answers(more))

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

  it('tells calls from events and from stores', async () => {
    const { services } = await plan({
      ...shop,
      'web/main.py': 'import os\nimport redis\n\nos.environ["CART_URL"]\nconsumer.subscribe(["orders"])\n',
      'web/kafka.py': 'from kafka import KafkaConsumer\n\nKafkaConsumer("product-changed")\n',
      'products/main.py': 'from kafka import KafkaProducer\n\nKafkaProducer().send("product-changed", b"")\n',
    })
    const web = services.find(({ name }) => name === 'web')
    expect(web).toMatchObject({ calls: ['cart', 'products'], hears: ['products'] })
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
    const first = applied(shop, await plan(shop, { leaveOut: ['web'] }))
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
    expect(first.baselined).toBe(1)
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

  it('writes nothing where there is no service', async () => {
    const { services, plan: made } = await plan({ 'README.md': '' })
    expect(services).toEqual([])
    expect(made.operations).toEqual([])
  })
})
