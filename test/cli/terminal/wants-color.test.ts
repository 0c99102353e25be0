import { expect, it } from 'vitest'
import { wantsColor } from '../../../src/cli/terminal/wants-color.ts'

it.each([
  ['a terminal', true, {}, [], true],
  ['no terminal', false, {}, [], false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, [], false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, [], true],
  ['FORCE_COLOR without a terminal', false, { FORCE_COLOR: '1' }, [], true],
  ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, [], false],
  ['FORCE_COLOR over NO_COLOR, as in Node', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, [], true],
  ['a dumb terminal', true, { TERM: 'dumb' }, [], false],
  ['--no-color over all', true, { FORCE_COLOR: '1' }, ['--no-color'], false],
])('%s', (_, isTerminal, env, argv, expected) => {
  expect(wantsColor(() => isTerminal, env, argv)).toBe(expected)
})
