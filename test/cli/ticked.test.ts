import { expect, it } from 'vitest'
import { tickedOf } from '../../src/cli/prompts.ts'

const letters = [...'abcdefghijklmnop']

it.each([
  [letters.slice(0, 2), letters, 'a, b'],
  [[], letters, 'none'],
  [letters, letters, 'all 16'],
  [letters.slice(2), letters, 'all but a, b'],
  [letters.slice(7), letters, '9 of 16'],
  [letters.slice(0, 3), letters.slice(0, 3), 'a, b, c'],
])('says in a line what was ticked', (ticked, all, expected) => expect(tickedOf(ticked, all)).toBe(expected))
