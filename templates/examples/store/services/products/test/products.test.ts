import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assortment } from '../src/products/assortment.ts'
import type { Product } from '../src/products/product.ts'
import type { ProductPage } from '../src/products/product-list.ts'
import { listeningApp } from './support.ts'

const list = async (url: string, query = ''): Promise<ProductPage> =>
  (await (await fetch(`${url}/v1/products${query}`)).json()) as ProductPage

test('pages lead through all products, each once', async (t) => {
  const url = await listeningApp(t)
  const seen: Product[] = []
  let cursor: string | undefined
  do {
    const page = await list(url, `?limit=7${cursor === undefined ? '' : `&cursor=${cursor}`}`)
    assert.ok(page.items.length <= 7)
    seen.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  assert.deepEqual(
    seen.map(({ id }) => id),
    assortment.map(({ id }) => id).sort(),
  )
})

test('a search finds the products that have all its words', async (t) => {
  const url = await listeningApp(t)
  const { items } = await list(url, '?search=Blue%20mug')
  assert.deepEqual(
    items.map(({ id }) => id),
    ['blue-mug', 'tea-strainer'],
  )
  assert.deepEqual((await list(url, '?search=submarine')).items, [])
})

test('a product is what the list says, and may be kept for a while', async (t) => {
  const url = await listeningApp(t)
  const response = await fetch(`${url}/v1/products/brass-lamp`)
  assert.equal(response.headers.get('cache-control'), 'public, max-age=30')
  const product = (await response.json()) as Product
  assert.deepEqual(product.price, { amount: 7900, currency: 'EUR' })
  assert.deepEqual((await list(url, '?search=brass')).items, [product])
})

test('a product that is not sold is a 404, a bad limit a 400', async (t) => {
  const url = await listeningApp(t)
  assert.equal((await fetch(`${url}/v1/products/gold-lamp`)).status, 404)
  assert.equal((await fetch(`${url}/v1/products?limit=101`)).status, 400)
})
