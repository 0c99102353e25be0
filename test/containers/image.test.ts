import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { create, emptyFolder, sh, writeFiles } from '../e2e/shell.ts'

/** `docker`, `podman`, or a path to a wrapper of one. */
const tool = process.env['MSVC_CONTAINER_TOOL'] ?? 'docker'
const image = 'localhost/msvc-test-checkout'
const container = `msvc-test-checkout-${process.pid}`

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

describe('the image of a generated service', () => {
  let service = ''
  let port = 0
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`

  beforeAll(async () => {
    const home = emptyFolder({ keep: true })
    await create(home, 'shop', '--service', 'checkout', '--owner', 'team-shop', '--yes', '--no-install', '--no-git')
    service = join(home, 'shop', 'services', 'checkout')
    // What must not get into an image, or even be sent to be built.
    writeFiles(service, { '.env': 'SECRET=do-not-ship\n', 'node_modules/left-over/index.js': 'x\n' })
    port = await freePort()
  })

  afterAll(() => {
    execFileSync(tool, ['rm', '--force', container], { stdio: 'ignore' })
  })

  it('is built from the service folder alone, and reuses its dependencies when only code changes', async () => {
    const built = await sh(service, tool, 'build', '--tag', image, '.')
    expect(built, built.stdout + built.stderr).toMatchObject({ code: 0 })
    writeFiles(service, { 'src/touched.ts': 'export const touched = true\n' })
    const again = await sh(service, tool, 'build', '--tag', image, '.')
    expect(again, again.stderr).toMatchObject({ code: 0 })
    expect(again.stdout + again.stderr).toMatch(/using cache|CACHED/i)
  })

  it('runs as non-root, read-only, without capabilities, and keeps the contract from outside', async () => {
    const options = ['--read-only', '--cap-drop', 'ALL', '--user', '65532', '--env', `PORT=${port}`]
    const network = /docker$/.test(tool) ? ['--publish', `${port}:${port}`] : []
    const started = await sh(service, tool, 'run', '--detach', '--name', container, ...options, ...network, image)
    expect(started, started.stderr).toMatchObject({ code: 0 })
    await expect
      .poll(
        () =>
          fetch(url('/readyz')).then(
            (r) => r.status,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(200)
    expect((await fetch(url('/livez'))).status).toBe(200)
    expect(await (await fetch(url('/metrics'))).text()).toMatch(/^service_build_info\{.*service="checkout"/m)
    expect(await (await fetch(url('/openapi.yaml'))).text()).toMatch(/^openapi: 3\.1/m)
    const missing = await fetch(url('/v1/nothing-here'))
    expect(missing.status).toBe(404)
    expect(missing.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  })

  it('ends with exit code 0 on SIGTERM', async () => {
    await sh(service, tool, 'stop', '--time', '20', container)
    const state = await sh(service, tool, 'inspect', '--format', '{{.State.ExitCode}}', container)
    expect(state.stdout.trim()).toBe('0')
  })

  it('holds no secret, no development dependency, no source of the service', async () => {
    const saved = await sh(service, tool, 'export', '--output', join(service, 'image.tar'), container)
    expect(saved, saved.stderr).toMatchObject({ code: 0 })
    const { stdout } = await sh(service, 'tar', '--list', '--file', 'image.tar')
    const files = stdout.split('\n').filter((file) => /^service\//.test(file))
    expect(files.length).toBeGreaterThan(10)
    const unwanted =
      /(?:^|\/)(?:\.env|\.git)(?:\/|$)|node_modules\/(?:typescript|@biomejs|tsx|vitest|left-over)\/|\/test\/.*\.test\.|src\/touched\.ts/
    expect(files.filter((file) => unwanted.test(file) && !/node_modules\/.*\/test\//.test(file))).toEqual([])
  })
})
