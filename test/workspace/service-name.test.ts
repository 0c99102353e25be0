import { describe, expect, it } from 'vitest'
import { checkServiceName } from '../../src/workspace/service-name.ts'

describe('checkServiceName', () => {
  it.each(['ab', 'checkout', 'a1-b2', 'a'.repeat(40)])('takes %s', (name) => {
    expect(checkServiceName(name, ['other'])).toBeUndefined()
  })

  it.each([
    ['', 'name-empty', undefined],
    ['  ', 'name-empty', undefined],
    ['a', 'name-invalid', undefined],
    ['a'.repeat(41), 'name-too-long', undefined],
    ['CheckOut API', 'name-invalid', '"check-out-api"'],
    ['-x-', 'name-invalid', undefined],
    ['büro', 'name-invalid', '"buro"'],
    ['9lives', 'name-invalid', '"service-9lives"'],
    ['con', 'name-reserved', 'con-service'],
    ['null', 'name-reserved', 'null-service'],
    ['On', 'name-reserved', 'on-service'],
    ['COM1', 'name-reserved', 'com1-service'],
    ['checkout', 'name-taken', 'msvc show Checkout'],
  ])('refuses %j', (name, code, hint) => {
    const problem = checkServiceName(name, ['Checkout'])
    expect(problem?.code).toBe(code)
    if (hint) expect(problem?.hint).toContain(hint)
  })

  it('lets a workspace start with a digit', () => {
    expect(checkServiceName('9lives', [], 'workspace')).toBeUndefined()
  })
})
