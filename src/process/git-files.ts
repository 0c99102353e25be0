import { execFileSync } from 'node:child_process'
import { gitEnvironment } from './git-environment.ts'

/** A path that git lists, and what can be said of it without looking at the disk. */
export interface GitFile {
  readonly path: string
  /** `unsure`: untracked or left out of the checkout: may be a link, a nested repository, or not there. */
  readonly kind: 'file' | 'submodule' | 'unsure'
}

/**
 * What git lists below a folder: tracked files that were not deleted, and untracked ones that are not ignored; no
 * symbolic links among the tracked. Undefined when git is missing or will not answer here (no repository, another owner).
 * Synchronous, because a pipe of one short-lived process is read faster so than through the event loop.
 */
export function gitFiles(folder: string, neverListed: readonly string[]): GitFile[] | undefined {
  const excludes = neverListed.map((name) => `--exclude=${name}/`)
  const flags = ['-z', '-t', '--stage', '--cached', '--others', '--deleted', '--exclude-standard', ...excludes]
  let output: string
  try {
    output = execFileSync('git', ['-c', 'core.quotePath=false', 'ls-files', ...flags], {
      cwd: folder,
      env: { ...process.env, ...gitEnvironment },
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
  return parse(output)
}

/** Entries are `<tag> <path>`, and `<tag> <mode> <object> <stage>\t<path>` for tracked ones; `R` marks the deleted. */
function parse(output: string): GitFile[] {
  const files = new Map<string, GitFile>()
  const deleted: string[] = []
  for (const entry of output.split('\0')) {
    if (entry === '') continue
    const tag = entry[0]
    if (tag === '?') {
      files.set(entry.slice(2), { path: entry.slice(2), kind: 'unsure' })
      continue
    }
    const path = entry.slice(entry.indexOf('\t') + 1)
    const mode = entry.slice(2, 8)
    if (tag === 'R') deleted.push(path)
    else if (mode === '160000') files.set(path, { path, kind: 'submodule' })
    else if (mode !== '120000') files.set(path, { path, kind: tag === 'S' ? 'unsure' : 'file' })
  }
  for (const path of deleted) files.delete(path)
  return [...files.values()]
}
