import type { FastifyReply } from 'fastify'
import type { Handlers } from '../platform/contract.ts'
import { Problem } from '../platform/problems.ts'
import type { ProductList, ProductQuery } from './product-list.ts'

/** The operations on products. The casts are safe: requests are checked against openapi.yaml first. */
export function productHandlers(products: ProductList): Handlers {
  return {
    listProducts(request, reply) {
      return mayBeKept(reply).send(products.page(request.query as ProductQuery))
    },

    getProduct(request, reply) {
      const { id } = request.params as { id: string }
      const product = products.get(id)
      if (product === undefined) throw new Problem(404, `There is no product ${id}.`)
      return mayBeKept(reply).send(product)
    },
  }
}

/** Most looks at a product need never reach this service. Who sells it asks again, and gets the price of now. */
const mayBeKept = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'public, max-age=30')
