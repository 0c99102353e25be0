import { expect, it } from 'vitest'
import { table } from '../../src/report/table.ts'

it('aligns columns, whatever colours are in them', () => {
  expect(
    table([
      ['\u001b[1mname\u001b[22m', 'port', 'uses'],
      ['products', '-', ''],
    ]),
  ).toBe('\u001b[1mname\u001b[22m      port  uses\nproducts  -\n')
})

it('keeps each row on a line', () => {
  expect(
    table([
      ['a\nb', 'c\u001b[2J'],
      ['d', 'e'],
    ]),
  ).toBe('a\\nb  c\\u001b[2J\nd     e\n')
})
