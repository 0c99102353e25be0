// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { edgesOf } from './graph-of.ts'

const orders = { 'orders/Dockerfile': 'FROM orders\nCMD ["orders"]\n', 'orders/main.py': 'import flask' }
const compose = (given = ''): string => `services:\n  shop: { build: shop${given} }\n  orders: { build: orders }\n`
const image = 'FROM shop\nCMD ["shop"]\n'

it.each([
  ['shop/a.js', "const ORDERS = process.env.ORDERS || 'orders'\nfetch(`http://${ORDERS}/x`)\n"],
  ['shop/a.py', 'STOCK = os.getenv("STOCK_AT", "orders")\nrequests.get(f"http://{STOCK}:80/x")\n'],
  ['shop/a.go', 'o := os.Getenv("ORDERS")\nif o == "" { o = "orders" }\nhttp.Get(fmt.Sprintf("http://%s:80/x", o))\n'],
])('takes the default of a variable for a host where an address has one: %s', async (file, code) => {
  const tree = { ...orders, 'compose.yaml': compose(), 'shop/Dockerfile': image, [file]: code }
  expect(await edgesOf(tree)).toEqual(['shop -> orders http (observed)'])
})

const given = compose(', environment: { STOCK: orders }')

it('takes the value of a variable for a host where an address has one', async () => {
  const code = 'fetch(`http://${process.env.STOCK}:80/x`)\n'
  const tree = { ...orders, 'compose.yaml': given, 'shop/Dockerfile': image, 'shop/a.js': code }
  expect(await edgesOf(tree)).toEqual(['shop -> orders http (observed)'])
})

it('takes no value for a host that is but a part of it', async () => {
  const code =
    'fetch(`https://${process.env.STOCK}.example.com/x`)\nfetch("https://" + process.env.STOCK + ".example.com")'
  const tree = { ...orders, 'compose.yaml': given, 'shop/Dockerfile': image, 'shop/a.js': code }
  expect(await edgesOf(tree)).toEqual([])
})

it.each([
  [
    'shop/a.py',
    'import os\nurl = f"amqp://{os.environ[\'STOCK\']}:{PASSWORD}@{HOST}/"\nSTOCK = os.getenv("STOCK")\nother = f"amqp://{STOCK}:{PASSWORD}@{HOST}/"\n',
  ],
  [
    'shop/a.js',
    'const user = process.env.STOCK\nconst url = `amqp://${user}:${password}@${host}/`\nconst other = "amqp://" + user + ":" + password + "@" + host\n',
  ],
  [
    'shop/b.py',
    'import os\nSTOCK_USER = os.getenv("STOCK")\nurl = (\n  f"amqp://{STOCK_USER}:{PASSWORD}"\n  f"@{HOST}/"\n)\n',
  ],
  ['shop/a.go', 'user := os.Getenv("STOCK")\nurl := fmt.Sprintf("amqp://%s:%s@%s:5672/", user, password, host)\n'],
])('takes no login for a host: %s', async (file, code) => {
  const tree = { ...orders, 'compose.yaml': given, 'shop/Dockerfile': image, [file]: code }
  expect(await edgesOf(tree)).toEqual([])
})
