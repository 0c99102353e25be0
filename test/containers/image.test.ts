import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { create, emptyFolder, msvc, sh, writeFiles } from '../e2e/shell.ts'
import { offeredStacks } from '../stacks/offered.ts'

/** `docker`, `podman`, or a path to a wrapper of one. */
const tool = process.env['MSVC_CONTAINER_TOOL'] ?? 'docker'

describe.each(offeredStacks)('the image of a service of the stack $name', ({ name }) => {
  const image = `localhost/msvc-test-${name}`
  let root = ''
  let service = ''

  beforeAll(async () => {
    root = join(emptyFolder({ keep: true }), 'shop')
    const options = ['--owner', 'team-shop', '--yes', '--no-install', '--no-git']
    const made = await create(join(root, '..'), 'shop', '--service', `checkout:${name}`, ...options)
    expect(made, made.stderr).toMatchObject({ code: 0 })
    service = join(root, 'services', 'checkout')
    // What must not get into an image, or even be sent to be built.
    writeFiles(service, {
      '.env': 'SECRET=do-not-ship\n',
      '.git/config': 'do-not-ship\n',
      'node_modules/left-over/index.js': 'do-not-ship\n',
      'target/left-over': 'do-not-ship\n',
      '.venv/left-over': 'do-not-ship\n',
    })
  })

  afterAll(() => {
    execFileSync(tool, ['rmi', '--force', image, `${image}-again`], { stdio: 'ignore' })
  })

  const build = (tag: string, ...options: string[]) => sh(service, tool, 'build', ...options, '--tag', tag, '.')

  it('is built from the service folder alone', async () => {
    const built = await build(image)
    expect(built, (built.stdout + built.stderr).slice(-4_000)).toMatchObject({ code: 0 })
  })

  it('keeps every row of the contract as non-root, read-only, without capabilities', async () => {
    const { code, stdout, stderr } = await msvc(root, 'verify', 'checkout', '--image', image, '--json')
    expect(code, stdout + stderr).toBe(0)
    const { rows } = JSON.parse(stdout) as { rows: { name: string; outcome: string }[] }
    expect(rows.find((row) => row.name === 'container')?.outcome).toBe('pass')
  })

  it('holds no secret, no repository and nothing that was left over', async () => {
    const files = await filesOf(image)
    expect(Object.keys(files).length).toBeGreaterThan(0)
    const unwanted = /(?:^|\/)(?:\.env|\.git|left-over)(?:\/|$)|node_modules\/(?:typescript|@biomejs|tsx)\//
    expect(Object.keys(files).filter((file) => unwanted.test(file))).toEqual([])
    const tests = /(?:^|\/)(?:tests?|src\/test)\/(?!.*node_modules)|_test\.go$/
    const own = Object.keys(files).filter((file) => !/node_modules|\.venv|\/lib\//.test(file))
    expect(own.filter((file) => tests.test(file))).toEqual([])
  })

  it('has the same files when it is built again from nothing', async () => {
    const again = await build(`${image}-again`, '--no-cache')
    expect(again, again.stderr.slice(-4_000)).toMatchObject({ code: 0 })
    expect(await filesOf(`${image}-again`)).toEqual(await filesOf(image))
  })

  it('reuses its dependencies when only code changes', async () => {
    const file = ownCode(service)
    writeFiles(service, { [file]: `${readFileSync(join(service, file), 'utf8')}\n` })
    const again = await build(image)
    expect(again, again.stderr.slice(-4_000)).toMatchObject({ code: 0 })
    expect(again.stdout + again.stderr).toMatch(/using cache|CACHED/i)
  })
})

/** A file of the example resource, which every stack has. */
function ownCode(service: string): string {
  const files = readdirSync(service, { recursive: true, encoding: 'utf8' })
  const file = files.find((path) => /^(?:src|internal)\/.*item.*\.\w+$/i.test(path) && !/test/i.test(path))
  if (file === undefined) throw new Error('there is no code of items')
  return file
}

/** The files of the service in an image, with a hash of each. */
async function filesOf(image: string): Promise<Record<string, string>> {
  const folder = emptyFolder()
  const { stdout: container, stderr } = await sh(folder, tool, 'create', image)
  expect(container, stderr).not.toBe('')
  const id = container.trim().split('\n').at(-1) ?? ''
  mkdirSync(join(folder, 'image'))
  const copied = await sh(folder, 'sh', '-c', `'${tool}' export ${id} | tar --extract --directory image service`)
  expect(copied, copied.stderr).toMatchObject({ code: 0 })
  await sh(folder, tool, 'rm', '--force', id)
  const entries = readdirSync(join(folder, 'image'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [
        file.slice(folder.length + '/image/'.length),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  )
}
