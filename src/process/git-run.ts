import { UserError } from '../errors/user-error.ts'
import { gitEnvironment } from './git-environment.ts'
import { type RunResult, run } from './run.ts'

/** Which index git looks at, where it is not the usual one. */
export type GitIndex = Readonly<Record<'GIT_INDEX_FILE', string>> | Record<string, never>

/** Runs git; any exit code is a result. */
export const git = (cwd: string, args: readonly string[], index: GitIndex = {}): Promise<RunResult> =>
  run(['git', ...args], { cwd, env: { ...gitEnvironment, ...index } })

/** What git prints, where any exit code but 0 is an error of its own. */
export async function gitOutput(root: string, args: readonly string[], index: GitIndex = {}): Promise<string> {
  const { code, stdout, stderr } = await git(root, args, index)
  if (code === 0) return stdout
  throw new UserError({
    code: 'git-failed',
    message: `git ${args.join(' ')} failed in ${root}: ${stderr.trim() || `exit code ${code}`}`,
  })
}

/** Paths that git prints with `-z`. */
export async function gitPaths(root: string, args: readonly string[], index: GitIndex = {}): Promise<string[]> {
  return (await gitOutput(root, args, index)).split('\0').filter(Boolean)
}

/** Without its line end. */
export const firstLine = (output: string): string => output.replace(/\r?\n$/, '')

/** Arguments that name what differs, from a commit or from the index. */
export const diffOfNames: readonly string[] = ['diff', '--name-only', '-z', '--no-renames', '--relative']

/** Arguments that name what git does not know, and does not ignore. */
export const untrackedFiles: readonly string[] = ['ls-files', '-z', '--others', '--exclude-standard']
