import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder in which the packed tarball is installed, as a user would. */
    installed: string
  }
}

/** Packs the project and installs the tarball in an empty folder, once for a whole run. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'msvc-installed-'))
  const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    ...options,
    cwd: resolve(import.meta.dirname, '../..'),
  })
  const tarball = packed.trim().split('\n').at(-1) ?? ''
  execFileSync('npm', ['init', '--yes'], { ...options, cwd: folder })
  execFileSync('npm', ['install', '--silent', '--offline', `./${tarball}`], { ...options, cwd: folder })
  project.provide('installed', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
