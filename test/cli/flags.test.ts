import { describe, expect, it } from 'vitest'
import { namesIn } from '../../src/cli/add-service/answers.ts'
import { parseServiceFlag } from '../../src/cli/create/service-flag.ts'

describe('--service', () => {
  it.each([
    ['products', { name: 'products' }],
    ['checkout:node-fastify', { name: 'checkout', stack: 'node-fastify' }],
    ['a:b:c', { name: 'a', stack: 'b:c' }],
    ['checkout:', { name: 'checkout', stack: '' }],
  ])('%s', (text, expected) => {
    expect(parseServiceFlag(text)).toEqual(expected)
  })
})

describe('--depends-on', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a, b,', ['a', 'b']],
    ['a,a', ['a']],
  ])('%j', (text, expected) => {
    expect(namesIn(text)).toEqual(expected)
  })
})
