import type { Paint } from '../../report/paint.ts'
import type { RowResult } from '../run-rows.ts'
import { countOutcomes, summaryOf, type VerificationReporter } from './verification.ts'

/** For people: a row each, what was seen under those that failed. */
export const text: VerificationReporter = (verification, paint) => {
  const { service, target, results, seconds } = verification
  const summary = `${summaryOf(verification)} in ${seconds.toFixed(1)} s`
  const end = countOutcomes(verification).failed > 0 ? paint.error(summary) : paint.good(summary)
  return `${[`${paint.strong(service)} ${paint.faint(`(${target})`)}`, ...results.flatMap((result) => lines(result, paint)), '', end].join('\n')}\n`
}

function lines({ row, verdict }: RowResult, paint: Paint): string[] {
  const head = `${String(row.id).padStart(2)}  ${row.name.padEnd(11)}  ${row.title}`
  const indent = ' '.repeat(6)
  switch (verdict.outcome) {
    case 'pass':
      return [`${paint.good('✔')} ${head}`, ...verdict.notes.map((note) => paint.faint(`${indent}${note}`))]
    case 'not-applicable':
      return [paint.faint(`- ${head}`), paint.faint(`${indent}not applicable: ${verdict.why}`)]
    case 'fail':
      return [
        `${paint.error('✘')} ${paint.strong(head)}`,
        ...verdict.faults.flatMap(({ expected, seen }) => [
          `${indent}${paint.faint('expected')} ${expected}`,
          `${indent}${paint.faint('seen    ')} ${seen}`,
        ]),
        ...verdict.notes.map((note) => paint.faint(`${indent}${note}`)),
      ]
  }
}
