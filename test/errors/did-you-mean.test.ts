import { expect, it } from 'vitest'
import { didYouMean } from '../../src/errors/did-you-mean.ts'

it('names the likely one, and all others where they are few', () => {
  expect(didYouMean('chekout', ['checkout', 'web'])).toBe('Did you mean "checkout"? There are: checkout, web.')
  expect(didYouMean('zzz', ['checkout', 'web'])).toBe('There are: checkout, web.')
  const many = Array.from({ length: 60 }, (_, index) => `service-${index}`)
  expect(didYouMean('chekout', ['checkout', ...many])).toBe('Did you mean "checkout"?')
  expect(didYouMean('zzz', many)).toContain('service-59')
})
