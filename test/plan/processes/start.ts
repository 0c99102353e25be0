import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll } from 'vitest'

const built = mkdtempSync(join(tmpdir(), 'writer-'))
buildSync({
  entryPoints: ['writer', 'signal-at'].map((name) => join(import.meta.dirname, `${name}.ts`)),
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

/** Starts `writer.ts` on a task; with `at`, it gets the signal right before that call of the file system. */
export function startWriter(task: string, root: string, at?: number, signal: NodeJS.Signals = 'SIGKILL'): Writer {
  const preload = at === undefined ? [] : ['--import', join(built, 'signal-at.mjs')]
  const child = spawn(process.execPath, [...preload, join(built, 'writer.mjs'), task, root], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined, SIGNAL: signal, SIGNAL_AT: String(at) },
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
