import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { type TestContext, test } from 'node:test'
import type { Order } from '../src/orders/order.ts'
import { freePort, json, listeningApp } from './support.ts'

/** Answers as products does by its contract, with more fields than checkout reads. */
const lamp = { id: 'brass-lamp', name: 'Brass lamp', description: '', price: { amount: 7900, currency: 'EUR' }, new: 1 }
const products: RequestListener = ({ url }, response) => {
  response.setHeader('content-type', 'application/json')
  if (url === '/v1/products/brass-lamp') response.end(JSON.stringify(lamp))
  else response.writeHead(404).end('{}')
}

/** The address of a checkout whose products answer like this. */
async function checkoutWith(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return listeningApp(t, { PRODUCTS_URL: `http://127.0.0.1:${port}`, UPSTREAM_TIMEOUT_SECONDS: '0.2' })
}

const order = (url: string, body: unknown) => fetch(`${url}/v1/orders`, json(body))

test('an order costs what products says now, times the quantity, and is kept', async (t) => {
  const url = await checkoutWith(t, products)
  const response = await order(url, { productId: 'brass-lamp', quantity: 3 })
  assert.equal(response.status, 201)
  const made = (await response.json()) as Order
  assert.deepEqual(made.total, { amount: 23_700, currency: 'EUR' })
  assert.equal(made.productName, 'Brass lamp')
  const kept = await fetch(`${url}${response.headers.get('location')}`)
  assert.deepEqual(await kept.json(), made)
})

test('what nobody sells cannot be ordered', async (t) => {
  const response = await order(await checkoutWith(t, products), { productId: 'gold-lamp', quantity: 1 })
  assert.equal(response.status, 422)
  const { errors } = (await response.json()) as { errors: unknown[] }
  assert.deepEqual(errors, [{ detail: 'Nobody sells a product gold-lamp.', pointer: '#/productId' }])
})

const troubles: [string, number, RequestListener][] = [
  ['fails', 502, (_request, response) => void response.writeHead(500).end()],
  ['does not answer in time', 504, () => undefined],
  ['hangs up', 502, (request) => void request.socket.destroy()],
  ['names no price', 502, (_request, response) => void response.end('{"name": "Brass lamp"}')],
]
for (const [trouble, status, listener] of troubles) {
  test(`no order is made when products ${trouble}`, async (t) => {
    const url = await checkoutWith(t, listener)
    const started = performance.now()
    assert.equal((await order(url, { productId: 'brass-lamp', quantity: 1 })).status, status)
    assert.ok(performance.now() - started < 2000)
  })
}

test('orders that break the contract are refused before anybody is asked', async (t) => {
  const url = await checkoutWith(t, () => assert.fail('products was asked'))
  for (const body of [{}, { productId: 'brass-lamp', quantity: 0 }, { productId: '../admin', quantity: 1 }]) {
    assert.equal((await order(url, body)).status, 400)
  }
  assert.equal((await fetch(`${url}/v1/orders/none`)).status, 404)
})
