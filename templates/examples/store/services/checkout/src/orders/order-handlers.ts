import { randomUUID } from 'node:crypto'
import type { Handlers } from '../platform/contract.ts'
import { Problem } from '../platform/problems.ts'
import { askProducts, type PricedProduct } from './ask-products.ts'
import type { OrderStore } from './memory-order-store.ts'
import type { NewOrder, Order } from './order.ts'

/** The operations on orders. The casts are safe: requests are checked against openapi.yaml first. */
export function orderHandlers(store: OrderStore): Handlers {
  return {
    async createOrder(request, reply) {
      const wanted = request.body as NewOrder
      const product = await askProducts(request, wanted.productId)
      if (product === undefined) throw notSold(wanted.productId)
      const order = priced(wanted, product)
      await store.add(order)
      return reply.code(201).header('location', `/v1/orders/${order.id}`).send(order)
    },

    async getOrder(request) {
      const { id } = request.params as { id: string }
      const order = await store.get(id)
      if (order === undefined) throw new Problem(404, `There is no order ${id}.`)
      return order
    },
  }
}

function priced(wanted: NewOrder, { name, price }: PricedProduct): Order {
  return {
    id: randomUUID(),
    ...wanted,
    productName: name,
    unitPrice: { amount: price.amount, currency: price.currency },
    total: { amount: price.amount * wanted.quantity, currency: price.currency },
    createdAt: new Date().toISOString(),
  }
}

function notSold(productId: string): Problem {
  const detail = `Nobody sells a product ${productId}.`
  return new Problem(422, detail, { faults: [{ detail, pointer: '#/productId' }] })
}
