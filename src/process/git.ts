import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../errors/user-error.ts'
import { throwIfRefused } from './git-refuses.ts'
import { diffOfNames, firstLine, git, gitOutput, gitPaths, untrackedFiles } from './git-run.ts'

/** The root of the work tree that `cwd` lies in; undefined outside git, or without git. */
export async function gitTopLevel(cwd: string): Promise<string | undefined> {
  try {
    const { code, stdout, stderr } = await git(cwd, ['rev-parse', '--show-toplevel'])
    throwIfRefused(cwd, stderr)
    return code === 0 ? firstLine(stdout) : undefined
  } catch (error) {
    if (error instanceof UserError && error.code !== 'git-refuses') return undefined
    throw error
  }
}

/** What stands before a path below `folder` to make it one from the top of the work tree: `shop/`; nothing outside git. */
export async function gitPrefix(folder: string): Promise<string> {
  try {
    const { code, stdout } = await git(folder, ['rev-parse', '--show-prefix'])
    return code === 0 ? firstLine(stdout) : ''
  } catch (error) {
    if (error instanceof UserError) return ''
    throw error
  }
}

/** What lies between two states of a tree. */
export interface Changes {
  /** The commit, or tree, that came before. */
  readonly base: string
  /** Relative to the root: changed, added and deleted. A renamed file counts under both names. */
  readonly files: readonly string[]
}

/**
 * What differs below `root` from where HEAD left `ref`: committed, not committed, untracked, deleted. Throws UserError
 * `unknown-ref`, `no-commits` or `no-common-commit`.
 */
export async function changesSince(root: string, ref: string): Promise<Changes> {
  const base = await commonCommit(root, ref)
  const changed = await gitPaths(root, [...diffOfNames, base])
  const untracked = await gitPaths(root, untrackedFiles)
  return { base, files: [...new Set([...changed, ...untracked])].sort() }
}

const noCommits = (root: string): UserError =>
  new UserError({
    code: 'no-commits',
    message: `${root} has no commit yet: there is nothing to compare with.`,
    hint: 'Commit first, or leave the option out.',
  })

async function commonCommit(root: string, ref: string): Promise<string> {
  const known = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
  if (known.code !== 0) {
    // A tree has no history to follow; against the empty one, which CI takes where no commit came before, all is new.
    const tree = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{tree}`])
    if (tree.code === 0) return tree.stdout.trim()
    if ((await gitTopLevel(root)) === undefined) throw notInGit(root)
    if ((await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])).code !== 0) throw noCommits(root)
    throw new UserError({
      code: 'unknown-ref',
      message: `git knows no commit, branch or tag "${ref}".`,
      hint: 'Fetch it first; in CI, check out with the whole history (fetch-depth: 0).',
    })
  }
  const common = await git(root, ['merge-base', 'HEAD', known.stdout.trim()])
  if (common.code === 0) return common.stdout.trim()
  throw new UserError({
    code: 'no-common-commit',
    message: `HEAD and "${ref}" have no commit in common here.`,
    hint: 'A shallow clone lacks the history: git fetch --unshallow, or fetch-depth: 0 in CI.',
  })
}

/** Makes `root` a git repository; its branch is the user's default, `main` if there is none. */
export async function initRepository(root: string): Promise<void> {
  const configured = await git(root, ['config', '--get', 'init.defaultBranch'])
  await gitOutput(root, [...(configured.code === 0 ? [] : ['-c', 'init.defaultBranch=main']), 'init', '--quiet'])
}

/** How a commit went. A first commit that fails is no reason to fail: the files are there. */
export type CommitResult =
  | { readonly kind: 'committed' }
  | { readonly kind: 'nothing-to-commit' }
  /** git does not know the author's name and email. */
  | { readonly kind: 'no-identity' }
  | { readonly kind: 'failed'; readonly output: string }

/** Commits everything below `root` that git does not ignore. */
export async function commitAll(root: string, message: string): Promise<CommitResult> {
  for (const person of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    if ((await git(root, ['var', person])).code !== 0) return { kind: 'no-identity' }
  }
  const added = await git(root, ['add', '--all', '--', '.'])
  if (added.code !== 0) return { kind: 'failed', output: added.stderr.trim() }
  if ((await git(root, ['diff', '--cached', '--quiet', '--', '.'])).code === 0) return { kind: 'nothing-to-commit' }
  const committed = await git(root, ['commit', '--quiet', '--message', message, '--', '.'])
  if (committed.code === 0) return { kind: 'committed' }
  return { kind: 'failed', output: `${committed.stdout}${committed.stderr}`.trim() }
}

/** Told where git is asked for something that it cannot know, as there is no repository, or one that git cannot read. */
export function notInGit(root: string): UserError {
  const kept = gitEntry(root)
  if (kept === undefined) {
    return new UserError({
      code: 'not-a-git-repository',
      message: `${root} is not in a git repository.`,
      hint: 'Run git init there, and commit.',
    })
  }
  return new UserError({
    code: 'git-is-broken',
    message: `git takes ${kept} for no repository: some of it is missing or spoilt.`,
    hint: `See what git status says, and clone anew where it cannot be mended; without ${kept}, the folder is read as one outside git.`,
  })
}

/** Where git would look for the repository that a folder lies in; undefined where there is no such place. */
function gitEntry(folder: string): string | undefined {
  const place = join(folder, '.git')
  if (existsSync(place)) return place
  const parent = dirname(folder)
  return parent === folder ? undefined : gitEntry(parent)
}
