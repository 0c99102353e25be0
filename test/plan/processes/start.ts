import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll } from 'vitest'

const built = mkdtempSync(join(tmpdir(), 'writer-'))
buildSync({
  entryPoints: ['writer', 'mishap'].map((name) => join(import.meta.dirname, `${name}.ts`)),
  outdir: built,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** A real process that writes. */
export interface Writer {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Settles when the process has printed this, or has ended. */
  printed(text: string): Promise<void>
}

export interface Mishap {
  /** The call of the file system before which the signal comes. */
  readonly at?: number
  readonly signal?: NodeJS.Signals
  /** As on file systems that have none. */
  readonly withoutHardLinks?: boolean
}

/** Starts `writer.ts` on a task. */
export function startWriter(task: string, root: string, mishap: Mishap = {}): Writer {
  const preload = ['--import', join(built, 'mishap.mjs')]
  const child = spawn(process.execPath, [...preload, join(built, 'writer.mjs'), task, root], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined, MISHAP: JSON.stringify(mishap) },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  const printed = (text: string) =>
    new Promise<void>((resolve) => {
      if (stdout.includes(text)) resolve()
      child.stdout.on('data', () => stdout.includes(text) && resolve())
      child.on('close', () => resolve())
    })
  return { child, ended, printed }
}

/** Numbers from 0 to 1, the same in every run with the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
