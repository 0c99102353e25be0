import { existsSync } from 'node:fs'
import { UserError } from '../errors/user-error.ts'
import { withWriteLock } from '../plan/lock.ts'
import { hasWriter } from '../plan/state-folder.ts'
import { diskRepository } from '../repository/disk.ts'
import type { Repository } from '../repository/repository.ts'
import { findRoot } from '../workspace/find-root.ts'
import type { Session } from './session.ts'
import { lockOptions } from './write.ts'

/** Milliseconds that somebody who only looks waits for a writer. */
const readersPatience = 5_000

/**
 * The repository that the user stands in. A writer that is at work is waited for, and what one that was cut off has left
 * is undone, so that nobody reads half a change; where that cannot be, the tree is read as it is, but for `writes`: then it
 * throws UserError.
 */
export async function openRepository(
  session: Session,
  command: string,
  { writes = false }: { readonly writes?: boolean } = {},
): Promise<Repository> {
  const { root } = findRoot(session.cwd, existsSync)
  if (hasWriter(root)) {
    try {
      const patience = writes ? {} : { waitMs: readersPatience }
      await withWriteLock(root, { ...lockOptions(session, command), ...patience }, async () => {})
    } catch (error) {
      // A writer would only wait once more.
      if (!(error instanceof UserError) || writes) throw error
      session.err.write(`${session.err.color.yellow('note:')} ${error.message}\n`)
    }
  }
  return diskRepository(root)
}
