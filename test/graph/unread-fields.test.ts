import { expect, it } from 'vitest'
import { catalogOf, edgesOf, type Tree } from './graph-of.ts'

const services = catalogOf({ orders: { port: 8000 }, stock: { port: 8001 } })
const settings = `from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    STOCK_URL: str = "http://stock:8001"

settings = Settings()
`
const using = (code: string, config = settings): Promise<string[]> => {
  const tree: Tree = { 'services/orders/config.py': config, 'services/orders/main.py': `import httpx\n${code}\n` }
  return edgesOf({ ...services, ...tree })
}
const call = ['orders -> stock http (observed)']

it.each([
  ['a field', 'httpx.get(settings.STOCK_URL + "/v1/items")'],
  ['a field in a text', 'httpx.get(f"{settings.STOCK_URL}/v1/items")'],
  ['a field by its name', 'httpx.get(getattr(settings, "STOCK_URL"))'],
  ['whichever field', 'httpx.get(getattr(settings, name))'],
  ['all fields', 'start(**settings.model_dump())'],
])('takes the address of a class of settings where code takes %s', async (_, code) => {
  expect(await using(code)).toEqual(call)
})

it('takes none of a field that no code takes', async () => {
  expect(await using('httpx.get(other.ORDERS_URL)')).toEqual([])
})

it('takes what a manifest gives to such a field as little', async () => {
  const bare = settings.replace(' = "http://stock:8001"', '')
  const compose = {
    'compose.yaml':
      'services:\n  orders: { build: services/orders, environment: { STOCK_URL: "http://stock:8001" } }\n',
  }
  const tree = (code: string): Tree => ({
    ...services,
    ...compose,
    'services/orders/config.py': bare,
    'services/orders/main.py': `import httpx\n${code}\n`,
  })
  expect(await edgesOf(tree('httpx.get("x")'))).toEqual([])
  expect(await edgesOf(tree('httpx.get(settings.STOCK_URL)'))).toEqual(call)
})

it('takes a field of a class for all for a call of those alone whose code takes it', async () => {
  const tree = {
    ...catalogOf({ orders: {}, mails: {}, stock: { port: 8001 } }),
    'shared/config.py': settings,
    'services/orders/main.py': 'from shared.config import settings\nhttpx.get(settings.STOCK_URL)\n',
    'services/mails/main.py': 'from shared.config import settings\nprint(settings)\n',
  }
  expect(await edgesOf(tree)).toEqual(call)
})

it('takes what fills the member of a class of settings in JavaScript where code takes it, and not to tell browsers', async () => {
  const using = (code: string): Promise<string[]> =>
    edgesOf({
      ...services,
      'compose.yaml':
        'services:\n  orders: { build: services/orders, environment: { STOCK_URL: "http://stock:8001" } }\n',
      'services/orders/config.ts':
        'export class Config {\n  constructor() {\n    this.STOCK_URL = process.env.STOCK_URL || ""\n    this.NODE_ENV = process.env.NODE_ENV || ""\n  }\n}\nexport const config = new Config()\n',
      'services/orders/main.ts': `import { config } from './config'\nlog(config.NODE_ENV)\n${code}\n`,
    })
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the file under test is text
  expect(await using('fetch(`${config.STOCK_URL}/items`)')).toEqual(call)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the file under test is text
  expect(await using('app.use(cors({ origin: `${config.STOCK_URL}` }))')).toEqual([])
  expect(await using('app.use(cors({ origin: config.STOCK_URL }))')).toEqual([])
  expect(await using('')).toEqual([])
})

const filled = (code: string): Promise<string[]> =>
  edgesOf({
    ...services,
    'services/orders/config.go':
      'package main\n\nfunc load() Config {\n\treturn Config{\n\t\tStockURL: getEnv("STOCK_URL", "http://stock:8001"),\n\t}\n}\n',
    'services/orders/main.go': `package main\n\nfunc main() {\n\t${code}\n}\n`,
  })

it('takes the address of a field of Go that a call fills where code takes the field', async () => {
  expect(await filled('http.Get(load().StockURL)')).toEqual(call)
  expect(await filled('fmt.Println(load())')).toEqual([])
})

it.each([
  ['as a field', 'requests.get(settings.STOCK_URL)', call],
  ['by its name', 'from config.settings import STOCK_URL\nrequests.get(STOCK_URL)', call],
  ['not at all', 'print(settings)', []],
])('takes a constant of a module of settings that code takes %s', async (_, code, expected) => {
  const tree: Tree = {
    'services/orders/config/settings.py': 'DEBUG = True\nSTOCK_URL = "http://stock:8001"\n',
    'services/orders/views.py': `${code}\n`,
  }
  expect(await edgesOf({ ...services, ...tree })).toEqual(expected)
})

it.each([
  ['takes what fills a field of Go that code takes', 'open(config.DBSource)', 1],
  ['takes nothing that fills a field of Go that no code takes', 'open(config.DBDriver)', 0],
])('%s', async (_, code, edges) => {
  const tree = {
    'services/orders/.env': 'DB_SOURCE=postgres://localhost:5432/orders\n',
    'services/orders/config.go':
      'package main\n\nvar config = Config{DBSource: os.Getenv("DB_SOURCE"), DBDriver: os.Getenv("DB_DRIVER")}\n',
    'services/orders/main.go': `package main\n\nfunc main() { ${code} }\n`,
  }
  expect(await edgesOf({ ...services, ...tree })).toHaveLength(edges)
})

it('a field of a struct of others is taken by them', async () => {
  const code = (struct: string) =>
    `package main\n\nfunc main() { open(&${struct}{DB: pick(0), Addr: os.Getenv("REDIS_ADDR")}) }\n`
  const tree = (struct: string) => ({
    'compose.yaml':
      'services: { cart: { build: cart, environment: { REDIS_ADDR: "redis:6379" } }, redis: { image: redis } }',
    'cart/Dockerfile': 'FROM scratch',
    'cart/go.mod': 'module example.com/cart\n',
    'cart/main.go': code(struct),
  })
  expect(await edgesOf(tree('redis.Options'))).toEqual(['cart -> redis://redis:6379 cache (observed)'])
  expect(await edgesOf(tree('config.Config'))).toEqual([])
  expect(await edgesOf(tree('Config'))).toEqual([])
})
