import { expect, it } from 'vitest'
import { pathGlobs } from '../../src/repository/path-globs.ts'

it.each([
  ['services/a', ['services/a', 'services/a/x.ts', 'services/a/b/.x'], ['services/ab', 'x/services/a']],
  ['./services/a/', ['services/a/x.ts'], ['services/b/x.ts']],
  ['/services/a', ['services/a/x.ts'], ['services/b/x.ts']],
  ['services/a/**', ['services/a/x.ts', 'services/a/b/.x'], ['services/b/x.ts']],
  ['services/*', ['services/x.ts'], ['services/a/x.ts']],
  ['services/old-*', ['services/old-a/x.ts'], ['services/a/x.ts']],
  ['**/*.sql', ['a/b.sql'], ['a/b.ts']],
  ['.', ['a', 'a/b'], []],
])('%s', (glob, inside, outside) => {
  const matches = pathGlobs([glob])
  expect(inside.filter((path) => !matches(path))).toEqual([])
  expect(outside.filter(matches)).toEqual([])
})

it('names nothing without globs', () => {
  expect(pathGlobs([])('a')).toBe(false)
  expect(pathGlobs([''])('a')).toBe(false)
})

it('takes those that start with ! as exceptions to what stands before them', () => {
  const named = (globs: readonly string[]) => ['a/x', 'a/b/y', 'c/z'].filter(pathGlobs(globs))
  expect(named(['a', '!a/b'])).toEqual(['a/x'])
  expect(named(['a', '!a/b', 'a/b/y'])).toEqual(['a/x', 'a/b/y'])
  expect(named(['!a'])).toEqual([])
})
