import { gitEnvironment } from './git-environment.ts'
import { throwIfRefused } from './git-refuses.ts'

/**
 * Paths that git lists below a folder: tracked ones, and untracked ones that are not ignored. Those that were deleted are
 * among them; submodules are one path each, untracked repositories one that ends with `/`. Undefined when git is missing
 * or will not answer here. Synchronous, because one short-lived process is read faster so than through the event loop.
 */
export function gitFiles(folder: string, neverListed: readonly string[]): string[] | undefined {
  const excludes = neverListed.map((name) => `--exclude=${name}/`)
  // Loaded here and not above: Node sets up sockets with it, which costs a tenth of a start that never lists files.
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  try {
    const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...excludes], {
      cwd: folder,
      env: { ...process.env, ...gitEnvironment },
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // A file in a merge conflict is listed several times.
    return [...new Set(output.split('\0').filter(Boolean))]
  } catch (error) {
    throwIfRefused(folder, String((error as { stderr?: unknown }).stderr ?? ''))
    return undefined
  }
}
