import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { localDigests } from '../../src/process/local-digests.ts'

const [one, two] = ['a', 'b'].map((letter) => `sha256:${letter.repeat(64)}`)
let folder: string | undefined

/** A program in the place of docker that knows images of several registries. */
function engine(digests: readonly string[]): string {
  folder = mkdtempSync(join(tmpdir(), 'digests-'))
  const tool = join(folder, 'engine.mjs')
  writeFileSync(tool, `#!/usr/bin/env node\nconsole.log(${JSON.stringify(JSON.stringify(digests))})\n`)
  chmodSync(tool, 0o755)
  vi.stubEnv('MSVC_CONTAINER_TOOL', tool)
  return folder
}

afterEach(() => {
  vi.unstubAllEnvs()
  if (folder) rmSync(folder, { recursive: true })
  folder = undefined
})

describe('digests of images on this machine', () => {
  it.each([
    ['node:24-slim', one],
    ['docker.io/library/node:24-slim', one],
    ['registry.example.com:5000/node:24-slim', two],
    ['ghcr.io/node:24-slim', undefined],
  ])('are those of the registry that %s names', async (image, digest) => {
    const cwd = engine([`node@${one}`, `registry.example.com:5000/node@${two}`])
    expect(await localDigests(cwd)(image)).toBe(digest)
  })

  it('are unknown where there are several, or no engine', async () => {
    expect(await localDigests(engine([`node@${one}`, `docker.io/node@${two}`]))('node:24')).toBeUndefined()
    vi.stubEnv('MSVC_CONTAINER_TOOL', join(tmpdir(), 'no-such-engine'))
    expect(await localDigests(tmpdir())('node:24')).toBeUndefined()
  })
})
