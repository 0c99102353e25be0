import { leftJournal, removeJournal } from './journal.ts'
import { removeStateFolder } from './state-folder.ts'
import type { Kept } from './step.ts'
import { undo } from './undo.ts'

/** What recovery found: no cut-off command, one that it undid, or one that had done all but tidy up. */
export interface Recovery {
  readonly outcome: 'nothing' | 'undone' | 'finished'
  /** Files that somebody wrote since, and that are left as they are. */
  readonly kept: readonly Kept[]
}

/**
 * Brings the tree to where it was before a command that was cut off (or leaves it complete), and removes what that
 * command left behind. To be called under the write lock; cut off itself, it can be run again.
 */
export function recover(root: string): Recovery {
  const journal = leftJournal(root)
  const kept = typeof journal === 'object' ? undo(root, journal) : []
  removeJournal(root)
  removeStateFolder(root)
  const outcome = journal === undefined ? 'nothing' : journal === 'done' ? 'finished' : 'undone'
  return { outcome, kept }
}
