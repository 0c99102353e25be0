import { existsSync } from 'node:fs'
import { UserError } from '../errors/user-error.ts'
import { withWriteLock } from '../plan/lock.ts'
import { stateFolder } from '../plan/state-folder.ts'
import { diskRepository } from '../repository/disk.ts'
import type { Repository } from '../repository/repository.ts'
import { findRoot } from '../workspace/find-root.ts'
import type { Session } from './session.ts'
import { lockOptions } from './write.ts'

/**
 * The repository that the user stands in. A writer that is at work is waited for, and what one that was cut off has left
 * is undone, so that nobody reads half a change; where that cannot be, the tree is read as it is.
 */
export async function openRepository(session: Session, command: string): Promise<Repository> {
  const { root } = findRoot(session.cwd, existsSync)
  if (existsSync(stateFolder(root))) {
    try {
      await withWriteLock(root, lockOptions(session, command), async () => {})
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      session.err.write(`${session.err.color.yellow('note:')} ${error.message}\n`)
    }
  }
  return diskRepository(root)
}
