import { code, plain } from '../../report/markdown-text.ts'
import type { RowResult } from '../run-rows.ts'
import { summaryOf, type VerificationReporter } from './verification.ts'

/** For a comment on a pull request: a table of rows. */
export const markdown: VerificationReporter = (verification) => {
  const { service, results } = verification
  return `${[
    `### msvc verify ${plain(service)}: ${summaryOf(verification)}`,
    '',
    '| | row | what was seen |',
    '| --- | --- | --- |',
    ...results.map(line),
  ].join('\n')}\n`
}

function line({ row, verdict }: RowResult): string {
  const head = `${row.id} ${code(row.name)} ${plain(row.title)}`
  switch (verdict.outcome) {
    case 'pass':
      return `| pass | ${head} | ${verdict.notes.map(plain).join('<br>')} |`
    case 'not-applicable':
      return `| n/a | ${head} | ${plain(verdict.why)} |`
    case 'fail': {
      const told = verdict.faults.map(
        ({ expected, seen }) => `**Expected:** ${plain(expected)}<br>**Seen:** ${plain(seen)}`,
      )
      return `| **fail** | ${head} | ${told.join('<br>')} |`
    }
  }
}
