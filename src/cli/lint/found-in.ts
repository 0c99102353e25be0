import type { Cache } from '../../cache/index.ts'
import type { Survey } from '../../graph/survey.ts'
import type { LintOptions, LintResult } from '../../lint/run.ts'
import { graphQuestion } from '../read-graph.ts'
import { readHistory } from './history.ts'

/** What can be asked of a whole tree. */
export type LintTerms = Pick<LintOptions, 'only' | 'preset' | 'today' | 'baseline' | 'metrics'>

/** What lint finds in the tree as it lies on disk; what it has found before, where nothing has changed since. */
export function foundIn(cache: Cache, terms: LintTerms): Promise<LintResult> {
  const history = readHistory(cache.repository.root)
  return cache.answer(
    { command: 'lint', ...terms },
    async ({ repository, cache: facts, share, usesHistory, usesLines, answers }): Promise<LintResult> => {
      const [{ lintRepository }, { readFrom }] = await Promise.all([
        import('../../lint/run.ts'),
        import('../read-from.ts'),
      ])
      const read = () => {
        usesHistory()
        return history()
      }
      // Whoever looks at the graph next finds it.
      const surveyed = (survey: Survey) => answers(graphQuestion, readFrom(repository, survey))
      return lintRepository(repository, { ...terms, history: read, cache: facts, share, usesLines, surveyed })
    },
  )
}
