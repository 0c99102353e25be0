import { describe, expect, it } from 'vitest'
import { collectFacts } from '../../src/facts/collect.ts'
import { openFactCache } from '../../src/facts/fact-cache.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const tree = {
  'shop/package.json': '{ "name": "shop", "dependencies": { "fastify": "5" } }',
  'shop/src/main.ts': "import './a.ts'\nconst url = process.env.CART_URL ?? 'http://cart:8080'\n",
  'shop/src/a.ts': 'export const a = 1 // msvc-disable-line latest-tag -- for this test\n',
  'shop/Dockerfile': 'FROM node:24\nUSER 1000\n',
  'k8s/shop.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: shop }, ports: [{ port: 80 }] }\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/values.yaml': 'port: 80\n',
  'chart/templates/service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: chart }\nspec: { ports: [{ port: {{ .Values.port }} }] }\n',
}

async function collect(files: Record<string, string>, stored?: string, tool = 'one') {
  const cache = openFactCache(stored, tool)
  const collected = await collectFacts(memoryRepository(files), { cache })
  return { collected, text: cache.text() }
}

describe('facts that were kept', () => {
  it('are those that are drawn anew, in the same order', async () => {
    const plain = await collectFacts(memoryRepository(tree))
    const cold = await collect(tree)
    const warm = await collect(tree, cold.text)
    expect(plain.facts.length).toBeGreaterThan(7)
    expect(cold.collected).toEqual(plain)
    expect(warm.collected).toEqual(plain)
    expect(JSON.stringify(warm.collected)).toBe(JSON.stringify(plain))
    expect(warm.text).toBeUndefined()
  })

  it('are taken where path and text are the same, and nowhere else', async () => {
    const { text } = await collect(tree)
    const changed = { ...tree, 'shop/src/b.ts': tree['shop/src/main.ts'], 'shop/Dockerfile': 'FROM node:25\n' }
    expect((await collect(changed, text)).collected).toEqual(await collectFacts(memoryRepository(changed)))
    const otherValues = { ...tree, 'chart/values.yaml': 'port: 81\n' }
    expect((await collect(otherValues, text)).collected).toEqual(await collectFacts(memoryRepository(otherValues)))
  })

  it('forget what is no longer there, and are the same again after a change and its undoing', async () => {
    const { text } = await collect(tree)
    const { 'shop/src/a.ts': _, ...less } = tree
    const smaller = await collect(less, text)
    expect(smaller.text?.length).toBeLessThan(text?.length ?? 0)
    expect((await collect(tree, smaller.text)).collected).toEqual((await collect(tree)).collected)
  })

  it.each([
    ['of another tool', (text: string) => text.replace('one ', 'two ')],
    ['cut off', (text: string) => text.slice(0, -20)],
    ['changed by hand', (text: string) => text.replace('http://cart', 'http://evil')],
    ['empty', () => ''],
    ['no cache at all', () => 'null\nnull'],
  ])('count as nothing when they are %s', async (_, spoil) => {
    const { text = '' } = await collect(tree)
    const after = await collect(tree, spoil(text))
    expect(after.collected).toEqual((await collect(tree)).collected)
    expect(after.text).toBe(text)
  })
})
