import { expect, it } from 'vitest'
import { compact, expanded } from '../../src/facts/reading/compact.ts'
import type { DrawnFile } from '../../src/facts/reading/fact-cache.ts'

const drawn: DrawnFile = {
  facts: [
    { kind: 'env-read', at: { file: 'a.ts', line: 2, column: 3 }, name: 'URL' },
    { kind: 'env-read', at: { file: 'of-another.ts', line: 4, column: 5 }, name: 'PORT' },
  ],
  isRead: true,
  lines: 7,
}

it('leaves the path of a file out of its facts, and puts it back', () => {
  const written = JSON.stringify(compact('a.ts', drawn))
  expect(written).not.toContain('a.ts')
  expect(expanded('a.ts', JSON.parse(written))).toEqual(drawn)
})

it('may be put back once more', () => {
  const file = expanded('a.ts', compact('a.ts', drawn))
  expect(expanded('a.ts', file)).toEqual(drawn)
})
