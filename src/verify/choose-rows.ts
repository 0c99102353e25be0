import { didYouMean } from '../errors/did-you-mean.ts'
import type { Problem } from '../errors/problem.ts'
import { UserError } from '../errors/user-error.ts'
import type { Row } from './row.ts'
import { rows } from './rows/index.ts'

/** The rows that `--only` and `--skip` leave, by id or name. Throws UserError that lists all unknown ones. */
export function chooseRows(only: readonly string[], skip: readonly string[]): readonly Row[] {
  const names = rows.map(({ name }) => name)
  const isNamed = (row: Row, words: readonly string[]): boolean =>
    words.includes(row.name) || words.includes(String(row.id))
  const unknown = [...only, ...skip].filter((word) => !rows.some((row) => isNamed(row, [word])))
  const problems = unknown.map(
    (word): Problem => ({
      code: 'unknown-row',
      message: `The service contract has no row "${word}".`,
      hint: didYouMean(word, names),
    }),
  )
  if (problems.length > 0) throw new UserError(problems)
  const left = rows.filter((row) => (only.length === 0 || isNamed(row, only)) && !isNamed(row, skip))
  if (left.length > 0) return left
  throw new UserError({ code: 'no-rows', message: '--only and --skip leave no row.', hint: 'Leave one of them out.' })
}
