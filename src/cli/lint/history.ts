import type { Commit } from '../../graph/commit.ts'
import { recentCommits } from '../../process/git-history.ts'

/** As far as rules look back: enough for habits, and not for what was long ago. */
const commits = 500

/** Reads the history of a repository once, when a rule asks for it. */
export function readHistory(root: string): () => Promise<readonly Commit[]> {
  let history: Promise<readonly Commit[]> | undefined
  return () => {
    history ??= recentCommits(root, commits)
    return history
  }
}
