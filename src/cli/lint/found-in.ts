import type { Cache } from '../../cache/index.ts'
import type { LintOptions, LintResult } from '../../lint/run.ts'
import { readHistory } from './history.ts'

/** What can be asked of a whole tree. */
export type LintTerms = Pick<LintOptions, 'only' | 'preset' | 'today' | 'baseline' | 'metrics'>

/** What lint finds in the tree as it lies on disk; what it has found before, where nothing has changed since. */
export function foundIn(cache: Cache, terms: LintTerms): Promise<LintResult> {
  const history = readHistory(cache.repository.root)
  return cache.answer(
    { command: 'lint', ...terms },
    async ({ repository, cache: facts, share, usesHistory, usesLines }): Promise<LintResult> => {
      const { lintRepository } = await import('../../lint/run.ts')
      const read = () => {
        usesHistory()
        return history()
      }
      return lintRepository(repository, { ...terms, history: read, cache: facts, share, usesLines })
    },
  )
}
