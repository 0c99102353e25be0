import type { FastifyRequest } from 'fastify'
import { UpstreamError } from '../platform/upstream.ts'
import type { Money } from './order.ts'

/** All that checkout relies on of a product. What else products says may come and go. */
export interface PricedProduct {
  readonly name: string
  readonly price: Money
}

/** Asks the service products for a product as it is now; undefined when it sells no such thing. */
export async function askProducts(request: FastifyRequest, productId: string): Promise<PricedProduct | undefined> {
  const path = `/v1/products/${encodeURIComponent(productId)}`
  const { status, body } = await request.server.upstreams.products.call(request, path)
  if (status === 404) return undefined
  if (status !== 200 || !isPricedProduct(body)) {
    throw new UpstreamError('products', 502, `products answered ${status} without a price.`)
  }
  return body
}

function isPricedProduct(body: unknown): body is PricedProduct {
  const { name, price } = (body ?? {}) as Partial<PricedProduct>
  return typeof name === 'string' && Number.isSafeInteger(price?.amount) && typeof price?.currency === 'string'
}
