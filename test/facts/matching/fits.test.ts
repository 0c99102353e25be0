import { expect, it } from 'vitest'
import { fits, type Step, signs } from '../../../src/facts/matching/fits.ts'

const any: Step = { is: () => true, repeats: true }

it.each([
  ['abc', [...signs('ab'), any], true],
  ['ab', [...signs('ab'), any], true],
  ['a', [...signs('ab'), any], false],
  ['xab', [any, ...signs('ab')], true],
  ['xabx', [any, ...signs('ab')], false],
  ['', [], true],
  ['a', [], false],
  ['aXb', [...signs('a'), { is: (sign: string) => sign === 'X', repeats: true } as const, ...signs('b')], true],
])('%s', (text, steps, expected) => {
  expect(fits(text, steps)).toBe(expected)
})

it('takes no longer where there are many wildcards', () => {
  const steps = Array.from({ length: 40 }, () => [any, ...signs('a')]).flat()
  expect(fits(`${'a'.repeat(400)}b`, steps)).toBe(false)
})
