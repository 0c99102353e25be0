// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { collectFacts } from '../../src/facts/collect.ts'
import { unreadCode } from '../../src/facts/unread-code/index.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { statements } from './read-facts.ts'

const rows: readonly (readonly [path: string, code: string, expected: readonly string[]])[] = [
  ['a.py', "url = os.environ['CART_URL']\nos.environ.get(\"A_B\", 'x')", ['1:19 named CART_URL', '2:17 named A_B']],
  ['a.go', 'addr := os.Getenv("CART_SERVICE_ADDR")', ['1:20 named CART_SERVICE_ADDR']],
  ['A.java', '@Value("http://${BALANCES_API_ADDR}/balances")', ['1:18 named BALANCES_API_ADDR']],
  ['a.php', "getenv('CATALOGUE_URL') ?: 'x'", ['1:9 named CATALOGUE_URL']],
  ['a.rb', "ENV.fetch('CART_URL')", ['1:12 named CART_URL']],
  ['src/main/resources/application.yml', 'url: ${CART_URL:http://cart}', ['1:8 named CART_URL']],
  ['src/main/resources/application-prod.properties', 'cart.url=${CART_URL}', ['1:12 named CART_URL']],
  ['b.py', 'CART_URL = MAX_SIZE + other_name', []],
  ['c.py', 'x = "CART"', []],
]

describe('names of variables', () => {
  it.each(rows)('in %s', async (path, code, expected) => {
    expect(await statements(unreadCode, path, code)).toEqual(expected)
  })

  it.each(['a.ts', 'a.cjs', 'values.yml', 'a.md'])('leaves %s to others', (path) => {
    expect(unreadCode.matches(path)).toBe(false)
  })
})

it('leaves a file unread that it only glanced at', async () => {
  const repository = memoryRepository({ 'a.go': 'os.Getenv("CART_URL")', 'a.ts': "import './b'", 'c.py': '' })
  const { facts, unread } = await collectFacts(repository)
  expect(unread).toEqual(['a.go', 'c.py'])
  expect(facts.map(({ kind }) => kind)).toEqual(['env-read', 'import'])
})
