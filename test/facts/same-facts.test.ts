import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/facts/fact.ts'
import { sayTheSame } from '../../src/facts/reading/same-facts.ts'

const at = (line: number, column = 1) => ({ file: 'a.ts', line, column })
const read = (line: number, name = 'URL', column = 1): Fact => ({ kind: 'env-read', at: at(line, column), name })
const suppression = (line: number, ...lines: number[]): Fact => ({
  kind: 'suppression',
  at: at(line),
  rules: ['x'],
  reason: 'y',
  lines,
})

describe('two states of a file', () => {
  it.each<[string, Fact[], Fact[]]>([
    ['nothing has changed', [read(1)], [read(1)]],
    ['lines have moved', [read(1), read(1, 'PORT', 9), read(4)], [read(3), read(3, 'PORT', 9), read(5)]],
    ['a comment has moved with its line', [suppression(2, 2, 3), read(3)], [suppression(5, 5, 6), read(6)]],
    ['there is nothing', [], []],
  ])('say the same where %s', (_, before, after) => {
    expect(sayTheSame({ facts: before, lines: 9 }, { facts: after, lines: 12 })).toBe(true)
  })

  it.each<[string, Fact[], Fact[]]>([
    ['a name is another', [read(1)], [read(1, 'PORT')]],
    ['a column is another', [read(1)], [read(1, 'URL', 2)]],
    ['there is one more', [read(1)], [read(1), read(2)]],
    ['what was on two lines is on one', [read(1), read(2)], [read(1), read(1)]],
    ['what was on one line is on two', [read(1), read(1)], [read(1), read(2)]],
    ['lines have changed places', [read(1), read(2)], [read(2), read(1)]],
    ['a comment speaks of another line', [suppression(2, 2, 3), read(3)], [suppression(2, 2, 3), read(4)]],
  ])('do not where %s', (_, before, after) => {
    expect(sayTheSame({ facts: before }, { facts: after })).toBe(false)
  })

  it('do not where one of them is passed over', () => {
    expect(sayTheSame({ facts: [] }, { facts: [], why: 'binary' })).toBe(false)
    expect(sayTheSame({ facts: [], isRead: true }, { facts: [], unread: true })).toBe(false)
  })
})
