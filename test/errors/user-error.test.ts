import { expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'

it('says one problem once, and keeps two that differ by their place', () => {
  const link = { code: 'symbolic-link', message: 'services is a symbolic link.', place: { file: 'services' } }
  const other = { ...link, place: { file: 'catalog-info.yaml' } }
  const error = new UserError([link, { ...link }, other])
  expect(error.problems).toEqual([link, other])
  expect(error.code).toBe('symbolic-link')
})
