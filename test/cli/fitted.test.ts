import { expect, it } from 'vitest'
import { fitted } from '../../src/cli/terminal/fitted.ts'

const rows = [
  ['NAME', 'PORT', 'OWNER', 'USES'],
  ['orders', '8081', 'team-orders', 'accounts, basket, payments'],
  ['basket', '-', '-', 'postgres://library-db:5432/books'],
]

it('leaves a table as it is where there is room, or no width is known', () => {
  expect(fitted(rows)).toEqual(rows)
  expect(fitted(rows, 200, ['PORT'])).toEqual(rows)
})

it('shows as many names as fit, and counts the others', () => {
  expect(fitted(rows, 52).map((row) => row.at(-1))).toEqual([
    'USES',
    'accounts, basket +1',
    'postgres://library-db:54…',
  ])
})

it('does without what can be spared', () => {
  const narrow = fitted(rows, 40, ['PORT', 'OWNER'])
  expect(narrow[0]).toEqual(['NAME', 'USES'])
  expect(narrow[1]).toEqual(['orders', 'accounts, basket, payments'])
})
