import { UserError } from '../errors/user-error.ts'
import { git } from './git-run.ts'

/** A commit, and the files that it changed, relative to the root. */
export interface RecentCommit {
  readonly id: string
  readonly subject: string
  readonly files: readonly string[]
}

/**
 * The last commits below `root`, the newest first, merges left out. Empty outside of git, without commits, and in the shallow
 * clones that CI makes, as far as they are shallow.
 */
export async function recentCommits(root: string, count: number): Promise<readonly RecentCommit[]> {
  const args = ['log', `--max-count=${count}`, '--no-merges', '--no-renames', '--name-only', '--relative', '-z']
  try {
    const { code, stdout } = await git(root, [...args, '--format=%x01%h%x00%s%x00', '--', '.'])
    if (code !== 0) return []
    return stdout
      .split('\x01')
      .map((commit) => {
        const [id = '', subject = '', ...files] = commit.split('\0')
        return { id, subject, files: files.map((file) => file.replace(/^\n+/, '')).filter(Boolean) }
      })
      .filter(({ files }) => files.length > 0)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
