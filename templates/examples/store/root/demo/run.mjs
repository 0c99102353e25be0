import { runDemo } from './lib/demo.mjs'

const looksPerPurchase = 100
const purchases = 5

async function journey({ ask, many, request, served, check, chapter, tell, system }) {
  const buy = (productId, quantity, means) =>
    ask('checkout', 'POST', '/v1/orders', { body: { productId, quantity }, means })
  const look = () => request('products', 'GET', '/v1/products?limit=20')

  chapter('Somebody looks around')
  const page = await ask('products', 'GET', '/v1/products?limit=3', {
    means: ({ body }) => `the first page: ${body?.items?.map(({ name }) => name).join(', ')}`,
  })
  check(page.body?.items?.length === 3, 'a page holds as many products as were asked for')
  const found = await ask('products', 'GET', '/v1/products?search=lamp', {
    means: ({ body }) => `a search finds ${body?.items?.length} product`,
  })
  const lamp = found.body?.items?.[0]
  await ask('products', 'GET', `/v1/products/${lamp?.id}`, { means: ({ body }) => `it costs ${money(body?.price)}` })
  check(lamp?.id === 'brass-lamp', 'the lamp is found by its name')

  chapter('Somebody buys')
  const bought = await buy(lamp?.id, 2, ({ body }) => `checkout asked products for the price: ${money(body?.total)}`)
  check(bought.body?.total?.amount === 2 * lamp?.price?.amount, 'two lamps cost twice what products says')
  const orderPath = bought.headers.get('location')
  const shortPath = { means: ({ body }) => `the order is kept: ${body?.quantity} × ${body?.productName}` }
  const kept = await ask('checkout', 'GET', orderPath, shortPath)
  check(kept.body?.id === bought.body?.id, 'the order can be read back')
  const refused = await buy('gold-lamp', 1, () => 'nobody sells a gold lamp')
  check(refused.status === 422, 'what products does not know cannot be bought')

  chapter(`${looksPerPurchase} looks for every purchase`)
  const before = { products: await served('products'), checkout: await served('checkout') }
  const [looks, orders] = await Promise.all([
    many(purchases * looksPerPurchase, 20, look),
    many(purchases, 1, () => request('checkout', 'POST', '/v1/orders', { body: { productId: lamp?.id, quantity: 1 } })),
  ])
  const requests = {
    products: (await served('products')) - before.products,
    checkout: (await served('checkout')) - before.checkout,
  }
  tell(`products answered ${requests.products} requests, checkout ${requests.checkout}, counted by their own /metrics`)
  tell(`a look took ${ms(looks.median)} in the middle, and ${ms(looks.p99)} for 99 of 100`)
  tell('so in production products has 3 to 30 replicas, checkout 2 to 6: see services/*/k8s/overlays/prod')
  check(looks.good === looks.count, `all ${looks.count} looks were answered`, `${looks.good} were`)
  check(orders.good === orders.count, `all ${orders.count} purchases were made`, `${orders.good} were`)
  check(requests.products >= looksPerPurchase * requests.checkout, 'products carried a hundred times the load')

  chapter('checkout crashes')
  await system.service('checkout').kill()
  tell('its process was killed')
  await buy(lamp?.id, 1, () => 'nobody can buy for now')
  const meanwhile = await many(100, 10, look)
  tell(`meanwhile ${meanwhile.good} of ${meanwhile.count} looks were answered, the slowest in ${ms(meanwhile.slowest)}`)
  check(meanwhile.good === meanwhile.count, 'browsing is unharmed', `${meanwhile.good} of ${meanwhile.count}`)
  tell(`checkout is started again: ready after ${ms(await system.service('checkout').start())}`)
  const again = await buy(lamp?.id, 1, ({ body }) => `and sells: ${money(body?.total)}`)
  check(again.status === 201, 'checkout sells again, and products never noticed')

  chapter('products crashes')
  await system.service('products').kill()
  tell('its process was killed')
  const without = await buy(lamp?.id, 1, ({ body }) => `no guess at a price, no waiting: ${body?.detail}`)
  check([502, 504].includes(without.status), 'checkout says at once that it cannot sell', `status ${without.status}`)
  const read = await ask('checkout', 'GET', again.headers.get('location'), { means: () => 'orders can still be read' })
  check(read.status === 200, 'checkout goes on with what it can do alone')
}

const money = (price) => (price ? `${(price.amount / 100).toFixed(2)} ${price.currency}` : 'nothing')
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

await runDemo({
  title: 'A store: many look, few buy',
  services: { products: {}, checkout: { calls: ['products'] } },
  journey,
})
