import { UserError } from '../errors/user-error.ts'
import { git } from './git-run.ts'

/** The files that one commit changed, relative to the root. */
export type CommitFiles = readonly string[]

/**
 * The last commits below `root`, the newest first, merges left out. Empty outside of git, without commits, and in the shallow
 * clones that CI makes, as far as they are shallow.
 */
export async function recentCommits(root: string, count: number): Promise<readonly CommitFiles[]> {
  const args = ['log', `--max-count=${count}`, '--no-merges', '--no-renames', '--name-only', '--relative', '-z']
  try {
    const { code, stdout } = await git(root, [...args, '--format=%x01', '--', '.'])
    if (code !== 0) return []
    return stdout
      .split('\x01')
      .map((commit) =>
        commit
          .split('\0')
          .map((file) => file.replace(/^\n+/, ''))
          .filter(Boolean),
      )
      .filter((files) => files.length > 0)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
