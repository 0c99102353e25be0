import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseStackManifest } from '../../src/scaffold/manifest.ts'
import { create, emptyFolder, msvc, sh } from '../e2e/shell.ts'

/** `MSVC_STACKS=go-http,rust-axum` tries some of them. */
const wanted = process.env['MSVC_STACKS']?.split(',')
const templates = join(import.meta.dirname, '../../templates/stacks')
const stacks = readdirSync(templates)
  .map((name) => parseStackManifest(readFileSync(join(templates, name, 'template.yaml'), 'utf8')))
  .filter(({ name, offered }) => offered && (wanted === undefined || wanted.includes(name)))

/** What a developer types, and CI runs, in the folder of a service. */
const shell = (folder: string, line: string) => sh(folder, 'sh', '-c', line)

describe.each(stacks)('a service of the stack $name', ({ name, commands }) => {
  let root = ''
  let service = ''

  beforeAll(async () => {
    root = join(emptyFolder({ keep: true }), 'shop')
    const options = ['--owner', 'team-shop', '--yes', '--no-install', '--no-git']
    const made = await create(join(root, '..'), 'shop', '--service', `items:${name}`, ...options)
    expect(made, made.stderr).toMatchObject({ code: 0 })
    // The one that calls another has all that the other has, and more.
    const more = ['--stack', name, '--depends-on', 'items', '--owner', 'team-shop', '--yes', '--no-install']
    const added = await msvc(root, 'add-service', 'a-service-with-a-name-of-some-length', ...more)
    expect(added, added.stderr).toMatchObject({ code: 0 })
    service = join(root, 'services', 'a-service-with-a-name-of-some-length')
  })

  it.each(['install', 'lint', 'test', 'build'] as const)('%s passes as generated', async (command) => {
    const { code, stdout, stderr } = await shell(service, commands[command])
    expect(code, `${stdout}\n${stderr}`.slice(-6_000)).toBe(0)
  })

  it('is formatted as its formatter would', async () => {
    expect((await sh(root, 'git', 'init', '--quiet')).code).toBe(0)
    await sh(root, 'git', 'add', '--all')
    const { code, stdout, stderr } = await shell(service, commands.format)
    expect(code, stdout + stderr).toBe(0)
    expect((await sh(root, 'git', 'diff', '--stat')).stdout).toBe('')
  })

  it('leaves nothing for git to see that is not generated', async () => {
    expect((await sh(root, 'git', 'status', '--short', '--untracked-files=all')).stdout).not.toMatch(/^\?\?/m)
  })

  it('keeps every row of the contract', async () => {
    const { code, stdout, stderr } = await msvc(root, 'verify', 'a-service-with-a-name-of-some-length')
    expect(code, stdout + stderr).toBe(0)
  })

  it('has no findings, strictly', async () => {
    const { code, stdout } = await msvc(root, 'lint', '--preset', 'strict')
    expect(code, stdout).toBe(0)
    expect(stdout).toMatch(/^No findings/)
  })
})
