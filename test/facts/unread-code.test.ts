// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { collectFacts } from '../../src/facts/collect.ts'
import { extractorsOf } from '../../src/facts/reading/draw.ts'
import { unreadCode as glance } from '../../src/facts/unread-code/index.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { statements } from './read-facts.ts'

const unreadCode = glance(new Set(['typescript', 'javascript', 'go']))
const rows: readonly (readonly [path: string, code: string, expected: readonly string[]])[] = [
  ['a.ex', "System.get_env('CART_URL')\nfetch(\"A_B\", 'x')", ['1:17 named CART_URL', '2:8 named A_B']],
  ['A.scala', '@Value("http://${BALANCES_API_ADDR}/balances")', ['1:18 named BALANCES_API_ADDR']],
  ['b.ex', 'CART_URL = MAX_SIZE + other_name', []],
  ['c.ex', 'x = "CART"', []],
]

describe('names of variables', () => {
  it.each(rows)('in %s', async (path, code, expected) => {
    expect(await statements(unreadCode, path, code)).toEqual(expected)
  })

  it.each(['a.ts', 'a.cjs', 'a.go', 'values.yml', 'a.md'])('leaves %s to others', (path) => {
    expect(extractorsOf(path).map(({ id }) => id)).not.toContain('unread-code')
  })
})

it('leaves a file unread that it only glanced at', async () => {
  const repository = memoryRepository({ 'a.ex': 'get("CART_URL")', 'a.ts': "import './b'", 'c.dart': '' })
  const { facts, unread } = await collectFacts(repository)
  expect(unread).toEqual(['a.ex', 'c.dart'])
  expect(facts.map(({ kind }) => kind)).toEqual(['env-read', 'import'])
})
