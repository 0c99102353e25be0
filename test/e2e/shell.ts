import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { inject, onTestFinished } from 'vitest'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, without a terminal; never throws. */
export async function sh(cwd: string, program: string, ...args: string[]): Promise<Outcome> {
  const result = await execa(program, args, { cwd, reject: false, stdin: 'ignore', env: { NO_COLOR: '1', CI: '1' } })
  return { code: result.exitCode ?? -1, stdout: result.stdout, stderr: result.stderr || (result.shortMessage ?? '') }
}

/** Path of a program of the installed tarball. */
export const program = (name: 'msvc' | 'create-microservice'): string =>
  join(inject('installed'), 'node_modules', '.bin', name)

/** The installed `msvc`. */
export const msvc = (cwd: string, ...args: string[]): Promise<Outcome> => sh(cwd, program('msvc'), ...args)

/** The installed `create-microservice`. */
export const create = (cwd: string, ...args: string[]): Promise<Outcome> =>
  sh(cwd, program('create-microservice'), ...args)

/**
 * An empty folder, removed when the test ends, or, shared by the tests of a file, when the run does. Tests that run side by
 * side hand in their own `onTestFinished`: the one for all takes the test that began last for theirs.
 */
export function emptyFolder({ keep = false, whenFinished = onTestFinished } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'msvc-e2e-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (keep) process.once('exit', remove)
  else whenFinished(remove)
  return folder
}

/** Writes files below a folder, making the folders on the way. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Every file below a folder with its bytes, but what git and npm keep for themselves. */
export function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](node_modules|\.git)[\\/]/.test(path))
    .sort()
  return Object.fromEntries(files.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'base64')]))
}
