import { describe, expect, it } from 'vitest'
import { collectFacts } from '../../src/facts/collect.ts'
import { digest } from '../../src/facts/reading/content.ts'
import { readOnly } from '../../src/facts/reading/fact-cache.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { mapCache } from './map-cache.ts'

const tree: Record<string, string> = {
  'shop/package.json': '{ "name": "shop", "dependencies": { "fastify": "5" } }',
  'shop/src/main.ts': "import './a.ts'\nconst url = process.env.CART_URL ?? 'http://cart:8080'\n",
  'shop/src/a.ts': 'export const a = 1 // msvc-disable-line latest-tag -- for this test\n',
  'shop/src/binary.ts': '\0',
  'shop/src/other.ex': 'IO.puts "CART_URL"\n',
  'shop/Dockerfile': 'FROM node:24\nUSER 1000\n',
  'k8s/shop.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: shop }, ports: [{ port: 80 }] }\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/values.yaml': 'port: 80\n',
  'chart/templates/service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: chart }\nspec: { ports: [{ port: {{ .Values.port }} }] }\n',
}

describe('facts that were kept', () => {
  it('are those that are drawn anew, in the same order', async () => {
    const plain = await collectFacts(memoryRepository(tree))
    const cache = mapCache()
    expect(plain.facts.length).toBeGreaterThan(7)
    expect(plain.skipped).toContainEqual({ file: 'shop/src/binary.ts', why: 'binary' })
    expect(await collectFacts(memoryRepository(tree), { cache })).toEqual(plain)
    const size = cache.kept.size
    const warm = await collectFacts(memoryRepository(tree), { cache })
    expect(JSON.stringify([warm, [...warm.lines]])).toBe(JSON.stringify([plain, [...plain.lines]]))
    expect(cache.kept.size).toBe(size)
  })

  it('are taken where path and text are the same, and nowhere else', async () => {
    const cache = mapCache()
    await collectFacts(memoryRepository(tree), { cache })
    const changed = { ...tree, 'shop/src/b.ts': tree['shop/src/main.ts'] ?? '', 'shop/Dockerfile': 'FROM node:25\n' }
    const otherValues = { ...tree, 'chart/values.yaml': 'port: 81\n' }
    for (const files of [changed, otherValues]) {
      expect(await collectFacts(memoryRepository(files), { cache })).toEqual(
        await collectFacts(memoryRepository(files)),
      )
    }
  })

  it('spare the reading of files whose content is known', async () => {
    const cache = mapCache()
    const plain = await collectFacts(memoryRepository(tree), { cache })
    const repository = memoryRepository(tree)
    const read: string[] = []
    const known = {
      ...repository,
      contentId: (path: string) => digest(repository.read(path) ?? ''),
      read: (path: string) => {
        read.push(path)
        return repository.read(path)
      },
    }
    expect(await collectFacts(known, { cache })).toEqual(plain)
    // The template is rendered anew, with what it is rendered from.
    expect(read.every((path) => path.startsWith('chart/'))).toBe(true)
  })

  it('are no more where nothing may be added', async () => {
    const cache = mapCache()
    await collectFacts(memoryRepository(tree), { cache: readOnly(cache) })
    expect(cache.kept.size).toBe(0)
  })
})
