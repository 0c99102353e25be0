import { UserError } from '../../errors/user-error.ts'
import { commitAll, gitTopLevel, initRepository } from '../../process/git.ts'
import type { Session } from '../session.ts'

/**
 * Puts a new workspace under git, unless it lies in a repository already. git that is missing, or knows no author, is
 * told and no failure: all files are there.
 */
export async function makeFirstCommit({ err }: Session, folder: string, name: string): Promise<boolean> {
  const around = await gitTopLevel(folder)
  if (around !== undefined) {
    err.write(`${around} is a git repository already: commit the new files when you like.\n`)
    return false
  }
  const goOn = (why: string, commands: string): false => {
    err.write(`${err.color.yellow('note:')} ${why}\n  To commit the workspace: ${commands}\n`)
    return false
  }
  try {
    await initRepository(folder)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return goOn(error.message, 'git init && git add -A && git commit -m "Create the workspace"')
  }
  const result = await commitAll(folder, `Create the workspace ${name}`)
  switch (result.kind) {
    case 'committed':
      return true
    case 'nothing-to-commit':
      return false
    case 'no-identity':
      return goOn(
        'git does not know who you are, so there is no first commit yet.',
        'git config user.name "…" && git config user.email "…" && git commit -m "Create the workspace"',
      )
    case 'failed':
      return goOn(`The first commit failed: ${result.output}`, 'git commit -m "Create the workspace"')
  }
}
