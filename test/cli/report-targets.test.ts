import { describe, expect, it } from 'vitest'
import { reportTargets } from '../../src/cli/lint/report-targets.ts'
import { UserError } from '../../src/errors/user-error.ts'

const targets = (values?: string[], json = false) => reportTargets(values, '/here', json)

function fault(values: string[]): string {
  try {
    targets(values)
    return ''
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error.problems.map(({ code, message, hint }) => `${code}: ${message} ${hint ?? ''}`).join('\n')
  }
}

describe('--format', () => {
  it.each([
    [undefined, false, { stdout: 'text', files: [] }],
    [['json'], false, { stdout: 'json', files: [] }],
    [['text', 'text'], false, { stdout: 'text', files: [] }],
    [['sarif=a/b.sarif'], false, { files: [{ format: 'sarif', path: '/here/a/b.sarif' }] }],
    [['sarif=/a=b', 'text'], false, { stdout: 'text', files: [{ format: 'sarif', path: '/a=b' }] }],
    [undefined, true, { stdout: 'json', files: [] }],
    [['text', 'junit=x'], true, { stdout: 'json', files: [{ format: 'junit', path: '/here/x' }] }],
  ])('%j, --json %s', (values, json, expected) => {
    expect(targets(values, json)).toEqual(expected)
  })

  it.each([
    [['srif=x'], /unknown-format: lint has no format "srif"\. Did you mean "sarif"\?/],
    [['sarif='], /no-file: .*--format sarif=<file>/],
    [['text', 'github'], /formats-on-stdout: .*text, github\. .*--format text --format github=<file>/],
    [['sarif=x', 'json=./x'], /same-file: .*\/here\/x/],
    [['x', 'y'], /"x"[\s\S]*"y"/],
  ])('refuses %j', (values, message) => {
    expect(fault(values)).toMatch(message)
  })
})
