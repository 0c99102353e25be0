import { isAbsolute, join, relative } from 'node:path'
import { type Changes, notInGit } from './git.ts'
import { diffOfNames, firstLine, type GitIndex, git, gitOutput, gitPaths, untrackedFiles } from './git-run.ts'

/** What is about to be committed. */
export interface Staged extends Changes {
  /** What differs between the index and the disk: changed since it was staged, deleted, or not known to git. */
  readonly unstaged: readonly string[]
  /** The index that all of this is said of. */
  readonly index: GitIndex
}

/** What differs below `root` between HEAD and the index. Throws UserError `not-a-git-repository`. */
export async function stagedChanges(root: string): Promise<Staged> {
  const index = await indexOf(root)
  const head = await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  // Before the first commit there was the tree without files, whose name git can tell.
  const base = firstLine(
    head.code === 0 ? head.stdout : await gitOutput(root, ['hash-object', '-t', 'tree', '--stdin']),
  )
  const files = await gitPaths(root, [...diffOfNames, '--cached', base], index)
  const changed = await gitPaths(root, diffOfNames, index)
  const untracked = await gitPaths(root, untrackedFiles, index)
  return { base, files: files.sort(), unstaged: [...changed, ...untracked], index }
}

/**
 * Which index a commit is made from: `git commit -a` and `git commit <file>` have one of their own, which they tell their
 * hooks. It counts where it is one of this repository.
 */
async function indexOf(root: string): Promise<GitIndex> {
  const { code, stdout } = await git(root, ['rev-parse', '--absolute-git-dir', '--show-toplevel'])
  if (code !== 0) throw notInGit(root)
  const [gitFolder = '', top = ''] = stdout.split(/\r?\n/)
  const told = process.env['GIT_INDEX_FILE']
  if (told === undefined || told === '') return {}
  // Git calls hooks at the top of the work tree, and names the index from there.
  const file = isAbsolute(told) ? told : join(top, told)
  const inside = relative(gitFolder, file)
  return inside.startsWith('..') || isAbsolute(inside) ? {} : { GIT_INDEX_FILE: file }
}
