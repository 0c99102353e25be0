import { attributes, escaped } from '../../report/xml.ts'
import type { RowResult } from '../run-rows.ts'
import { countOutcomes, type VerificationReporter } from './verification.ts'

/** JUnit's XML: one suite, a test case for each row. */
export const junit: VerificationReporter = (verification) => {
  const { service, results, seconds } = verification
  const { failed, notApplicable } = countOutcomes(verification)
  const counts = { tests: results.length, failures: failed, skipped: notApplicable, time: seconds.toFixed(3) }
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'msvc verify', ...counts })}>`,
    `  <testsuite${attributes({ name: service, ...counts })}>`,
    ...results.map((result) => testCase(service, result)),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`
}

function testCase(service: string, { row, verdict, seconds }: RowResult): string {
  const head = attributes({ classname: service, name: `${row.id} ${row.name}: ${row.title}`, time: seconds.toFixed(3) })
  switch (verdict.outcome) {
    case 'pass':
      return `    <testcase${head}/>`
    case 'not-applicable':
      return `    <testcase${head}><skipped${attributes({ message: verdict.why })}/></testcase>`
    case 'fail': {
      const told = verdict.faults.map(({ expected, seen }) => `expected: ${expected}\nseen: ${seen}`).join('\n')
      const message = verdict.faults[0]?.expected ?? row.title
      return `    <testcase${head}><failure${attributes({ type: row.name, message })}>${escaped(told)}</failure></testcase>`
    }
  }
}
