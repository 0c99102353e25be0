import { expect, it } from 'vitest'
import { oneLine, printable } from '../../src/report/printable.ts'

it.each([
  [
    'sequences that a terminal obeys',
    '\u001b]0;title\u0007\u001b[2J\u009b1A',
    '\\u001b]0;title\\u0007\\u001b[2J\\u009b1A',
  ],
  ['what goes back over a line', 'safe\rgone\b', 'safe\\u000dgone\\u0008'],
  ['what turns the direction of writing', 'a\u202eb', 'a\\u202eb'],
])('shows %s', (_, text, shown) => {
  expect(printable(text)).toBe(shown)
})

it('lets through what text is made of, and colours', () => {
  const text = '\u001b[1mname\u001b[22m\tç 日本 🛒\r\nnext\n'
  expect(printable(text)).toBe(text)
})

it('keeps a name on one line', () => {
  expect(oneLine('a\nb\tc\r\n')).toBe('a\\nb\\tc\\r\\n')
})

it('lets no name colour what comes after it', () => {
  expect(oneLine('\u001b[31mname')).toBe('\\u001b[31mname')
})

it('gives JSON that reads as what was written', () => {
  const data = { name: 'a\u007f\u009b\u202e\u001b' }
  expect(JSON.parse(printable(JSON.stringify(data)))).toEqual(data)
})
