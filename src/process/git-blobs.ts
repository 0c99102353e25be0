import { gitEnvironment } from './git-environment.ts'
import type { GitIndex } from './git-run.ts'

/**
 * Contents of files as git keeps them, by path relative to `folder`; `from` is a commit or tree, or empty for the index.
 * Undefined where there is no file. Synchronous, like the reads of files that it stands in for.
 */
export function gitBlobs(
  folder: string,
  from: string,
  paths: readonly string[],
  index: GitIndex = {},
): Map<string, Uint8Array | undefined> {
  // A name that holds a line end cannot be asked for.
  const asked = paths.filter((path) => !path.includes('\n'))
  if (asked.length === 0) return new Map()
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  const output = execFileSync('git', ['cat-file', '--batch'], {
    cwd: folder,
    env: { ...process.env, ...gitEnvironment, ...index },
    input: asked.map((path) => `${from}:./${path}\n`).join(''),
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let at = 0
  return new Map(
    asked.map((path) => {
      const end = output.indexOf(10, at)
      // `<id> blob <size>`, or the name that was asked for and what is wrong with it, on a line of its own.
      const [, type, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(output.toString('utf8', at, end)) ?? []
      at = end + 1
      if (type === undefined) return [path, undefined]
      const content = output.subarray(at, at + Number(size))
      at += Number(size) + 1
      return [path, type === 'blob' ? content : undefined]
    }),
  )
}
