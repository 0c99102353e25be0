import { describe, expect, it } from 'vitest'
import { type CommentForm, withoutComments } from '../../../src/facts/reading/comments.ts'

describe('withoutComments', () => {
  const cases: [CommentForm, string, string][] = [
    ['slashes', 'a // b\nc', 'a     \nc'],
    ['slashes', 'at http://shop // b', 'at http://shop     '],
    ['slashes', 'a /* b\nc */ d /* e', 'a     \n     d /* e'],
    ['slashes', 'a */ // b\n/* c', 'a */     \n/* c'],
    ['hashes', 'a#b # c\n# d', 'a#b    \n   '],
    ['scripts', '# a\n/* b */ c // d', '   \n        c     '],
    ['markup', 'a <!-- b\n--> c <!-- d', 'a       \n    c <!-- d'],
  ]
  it.each(cases)('%s: %j', (form, text, code) => {
    expect(withoutComments(text, form)).toBe(code)
  })

  it('does not look for the end of each of many that nothing closes', () => {
    for (const [form, begin] of [
      ['slashes', '/* '],
      ['scripts', '/* '],
      ['markup', '<!--'],
    ] as const) {
      const text = begin.repeat(1_000_000)
      const start = performance.now()
      expect(withoutComments(text, form) === text).toBe(true)
      // Each to the end of the text would take minutes.
      expect(performance.now() - start).toBeLessThan(5000)
    }
  })
})
