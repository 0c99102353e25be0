import assert from 'node:assert/strict'
import { test } from 'node:test'
import { json, listeningApp } from './support.ts'

interface Item {
  readonly id: string
  readonly name: string
}
type Page = { readonly items: readonly Item[]; readonly nextCursor?: string }

async function create(url: string, name: string): Promise<Item> {
  const response = await fetch(`${url}/v1/items`, json({ name }))
  assert.equal(response.status, 201)
  return (await response.json()) as Item
}

const page = async (url: string, query: string): Promise<Page> =>
  (await fetch(`${url}/v1/items?${query}`)).json() as Promise<Page>

test('an item is created, read and deleted', async (t) => {
  const url = await listeningApp(t)
  const item = await create(url, 'lamp')
  assert.deepEqual(await (await fetch(`${url}/v1/items/${item.id}`)).json(), item)
  assert.equal((await fetch(`${url}/v1/items/${item.id}`, { method: 'DELETE' })).status, 204)
  assert.equal((await fetch(`${url}/v1/items/${item.id}`, { method: 'DELETE' })).status, 404)
  assert.equal((await fetch(`${url}/v1/items/${item.id}`)).status, 404)
})

test('pages follow each other, oldest first, without gaps or repeats', async (t) => {
  const url = await listeningApp(t)
  for (const name of ['a', 'b', 'c', 'd', 'e']) await create(url, name)
  const seen: string[] = []
  let query = 'limit=2'
  for (;;) {
    const { items, nextCursor } = await page(url, query)
    seen.push(...items.map((item) => item.name))
    if (nextCursor === undefined) break
    query = `limit=2&cursor=${nextCursor}`
  }
  assert.deepEqual(seen, ['a', 'b', 'c', 'd', 'e'])
})

test('a page stays where it is when items before it are deleted', async (t) => {
  const url = await listeningApp(t)
  const first = await create(url, 'a')
  for (const name of ['b', 'c']) await create(url, name)
  const { nextCursor } = await page(url, 'limit=2')
  await fetch(`${url}/v1/items/${first.id}`, { method: 'DELETE' })
  const { items } = await page(url, `limit=2&cursor=${nextCursor}`)
  assert.deepEqual(
    items.map((item) => item.name),
    ['c'],
  )
})

test('a cursor that no page gave out is refused', async (t) => {
  const response = await fetch(`${await listeningApp(t)}/v1/items?cursor=x`)
  assert.equal(response.status, 400)
  const problem = (await response.json()) as { errors: unknown }
  assert.deepEqual(problem.errors, [
    { detail: 'The parameter cursor is not one that a page gave out', parameter: 'cursor' },
  ])
})

test('an empty collection is one empty page', async (t) => {
  assert.deepEqual(await page(await listeningApp(t), ''), { items: [] })
})

test('row 11: responses are what openapi.yaml says', async (t) => {
  const url = await listeningApp(t)
  const created = await fetch(`${url}/v1/items`, json({ name: 'lamp' }))
  assert.equal(created.status, 201)
  const path = created.headers.get('location') ?? ''
  assert.equal((await fetch(`${url}/v1/items`)).status, 200)
  assert.equal((await fetch(`${url}${path}`)).status, 200)
  assert.equal((await fetch(`${url}${path}`, { method: 'HEAD' })).status, 200)
  assert.equal((await fetch(`${url}${path}`, { method: 'DELETE' })).status, 204)
})
