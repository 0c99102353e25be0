import { expect, it } from 'vitest'
import { longestChain } from '../../src/graph/chains.ts'
import { catalogOf, surveyOf } from './graph-of.ts'

const chainOf = async (uses: Readonly<Record<string, readonly string[]>>): Promise<string> => {
  const services = Object.fromEntries(
    Object.entries(uses).map(([name, others]) => [name, { uses: others.map((other) => `component:${other}`) }]),
  )
  const { graph } = await surveyOf(catalogOf(services))
  const chain = longestChain(graph)
  return [chain[0]?.from, ...chain.map(({ to }) => to)].join(' ')
}

it.each([
  ['nothing', { a: [], b: [] }, ''],
  ['one call', { a: ['b'], b: [] }, 'a b'],
  ['the longer of two', { a: ['b', 'c'], b: [], c: ['d'], d: [] }, 'a c d'],
  ['of equals the first by name', { a: ['c'], b: ['c'], c: [] }, 'a c'],
  ['a circle, walked once', { a: ['b'], b: ['c'], c: ['a'] }, 'a b c'],
])('%s', async (_, uses, expected) => {
  expect(await chainOf(uses)).toBe(expected)
})
