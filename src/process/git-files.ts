import { gitEnvironment } from './git-environment.ts'
import { throwIfRefused } from './git-refuses.ts'

/**
 * Paths that git lists below a folder: tracked ones, and untracked ones that are not ignored. Those that were deleted are
 * among them; submodules are one path each, untracked repositories one that ends with `/`. Undefined when git is missing
 * or will not answer here. Synchronous, because one short-lived process is read faster so than through the event loop.
 */
export function gitFiles(folder: string, neverListed: readonly string[]): string[] | undefined {
  // Loaded here and not above: Node sets up sockets with it, which costs a tenth of a start that never lists files.
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  try {
    const output = execFileSync('git', listing(neverListed), {
      ...whereAndHow(folder),
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return pathsIn(output)
  } catch (error) {
    throwIfRefused(folder, String((error as { stderr?: unknown }).stderr ?? ''))
    return undefined
  }
}

/** What git prints for `gitFiles`, while this process does something else; undefined where git does not answer. */
export async function gitListing(folder: string, neverListed: readonly string[]): Promise<Buffer | undefined> {
  const { spawn } = process.getBuiltinModule('node:child_process')
  return new Promise((resolve) => {
    const child = spawn('git', listing(neverListed), { ...whereAndHow(folder), stdio: ['ignore', 'pipe', 'ignore'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : undefined))
  })
}

/** Whether only a part of what git keeps is on disk here, because somebody asked for that (`git sparse-checkout`). */
export function isSparse(folder: string): boolean {
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  try {
    const asked = ['config', '--type=bool', '--get', 'core.sparseCheckout']
    return (
      execFileSync('git', asked, { ...whereAndHow(folder), stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim() === 'true'
    )
  } catch {
    return false
  }
}

/** The paths in such a listing. A file in a merge conflict is listed several times. */
export const pathsIn = (output: Buffer): string[] => [...new Set(output.toString('utf8').split('\0').filter(Boolean))]

const listing = (neverListed: readonly string[]): string[] => [
  'ls-files',
  '-z',
  '--cached',
  '--others',
  '--exclude-standard',
  ...neverListed.map((name) => `--exclude=${name}/`),
]

const whereAndHow = (folder: string) => ({ cwd: folder, env: { ...process.env, ...gitEnvironment } })
