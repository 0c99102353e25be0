import { Chalk } from 'chalk'
import { expect, it } from 'vitest'
import { explainError } from '../../src/cli/report-error.ts'
import { Interrupted, UserError } from '../../src/errors/user-error.ts'

const explain = (error: unknown, debug = false) =>
  explainError(error, { program: 'msvc', json: false, debug }, new Chalk({ level: 0 }))

it('tells every problem of the user, exit 2', () => {
  const problems = [
    { code: 'name-taken', message: 'One.', hint: 'Do this.' },
    { code: 'port-taken', message: 'Two.' },
  ]
  expect(explain(new UserError(problems))).toEqual({
    exitCode: 2,
    text: 'error: One.\nhelp: Do this.\n\nerror: Two.\n',
    document: { code: 'name-taken', message: 'One.\nTwo.', problems },
  })
})

it.each([new Interrupted(), Object.assign(new Error('User force closed'), { name: 'ExitPromptError' })])(
  'says that an interrupt changed nothing, exit 130: %s',
  (error) => {
    expect(explain(error)).toMatchObject({ exitCode: 130, text: 'Interrupted. Nothing was changed.\n' })
  },
)

it('takes what the machine refuses for no bug, exit 2', () => {
  const error = Object.assign(new Error("EACCES: permission denied, open '/x'"), { code: 'EACCES' })
  expect(explain(error)).toMatchObject({ exitCode: 2, document: { code: 'system-refused' } })
})

it.each([new TypeError('x is not a function'), 'thrown text', undefined])(
  'calls the rest a bug, exit 70: %s',
  (error) => {
    const report = explain(error)
    expect(report).toMatchObject({ exitCode: 70, document: { code: 'bug' } })
    expect(report.text).toContain('This is a bug in msvc. Please report it')
  },
)
