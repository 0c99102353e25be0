import { describe, expect, it } from 'vitest'
import { couplingOf } from '../../src/graph/coupling.ts'
import { focused } from '../../src/graph/focus.ts'
import { catalogOf, surveyOf } from './graph-of.ts'

const shop = catalogOf({
  a: { uses: ['component:b'] },
  b: { uses: ['component:c'] },
  c: { uses: ['component:d'] },
  d: {},
  e: {},
})

describe('what lies round a service', () => {
  it.each([
    [0, ['b']],
    [1, ['a', 'b', 'c']],
    [2, ['a', 'b', 'c', 'd']],
  ])('at %i steps', async (depth, expected) => {
    const { graph } = await surveyOf(shop)
    const near = focused(graph, 'b', depth)
    expect(near.services.map(({ name }) => name)).toEqual(expected)
    expect(near.edges.every(({ from, to }) => expected.includes(from) && expected.includes(to))).toBe(true)
  })

  it('of a name that nobody has is an error', async () => {
    const { graph } = await surveyOf(shop)
    expect(() => focused(graph, 'B', 1)).toThrow('There is no service "B".')
  })
})

it('counts who uses a service, and whom it uses', async () => {
  const { graph } = await surveyOf(shop)
  const coupling = couplingOf(graph)
  expect(coupling.get('b')).toEqual({
    afferent: 1,
    efferent: 1,
    instability: 0.5,
    chain: 2,
    inCycle: false,
    inLongestChain: true,
  })
  expect(coupling.get('e')).toEqual({
    afferent: 0,
    efferent: 0,
    instability: 0,
    chain: 0,
    inCycle: false,
    inLongestChain: false,
  })
})
