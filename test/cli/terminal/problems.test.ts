import { Chalk } from 'chalk'
import { expect, it } from 'vitest'
import { problemsText } from '../../../src/cli/terminal/problems.ts'

const plain = new Chalk({ level: 0 })

it('shows message, place, the line with a caret, and what to do', () => {
  const place = { file: 'msvc.yaml', line: 12, column: 7, source: 'ports: many' }
  expect(
    problemsText([{ code: 'x', message: '"ports" must be a map.', hint: 'Write from and to.', place }], plain),
  ).toBe(
    `error: "ports" must be a map.
  --> msvc.yaml:12:7
   |
12 | ports: many
   |       ^
help: Write from and to.
`,
  )
})

it('keeps the tabs before the column, so that the caret stands under it', () => {
  const place = { file: 'a.yaml', line: 1, column: 3, source: '\tkey: 1' }
  expect(problemsText([{ code: 'x', message: 'm', place }], plain)).toContain('  | \t ^\n')
})

it('separates problems by an empty line', () => {
  const problems = ['one', 'two'].map((message) => ({ code: 'x', message, place: { file: message } }))
  expect(problemsText(problems, plain)).toBe('error: one\n  --> one\n\nerror: two\n  --> two\n')
})
