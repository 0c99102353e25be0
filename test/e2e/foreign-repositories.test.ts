import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder, msvc, sh, snapshot, writeFiles } from './shell.ts'

const add = (folder: string, ...more: string[]) =>
  msvc(folder, 'add-service', 'checkout', '--stack', 'node-fastify', '--owner', 'team-shop', '--yes', ...more)

async function gitRepository(files: Record<string, string>): Promise<string> {
  const folder = emptyFolder()
  writeFiles(folder, files)
  await sh(folder, 'git', 'init', '--quiet')
  await sh(folder, 'git', 'add', '--all')
  await sh(folder, 'git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'first')
  return folder
}

const npmWorkspace = {
  'package.json': '{\n    "name": "mono",\n    "private": true,\n    "workspaces": ["packages/*"]\n}\n',
  'packages/lib/package.json': '{ "name": "@mono/lib", "version": "1.0.0" }\n',
}
const pnpmWorkspace = {
  'package.json': '{ "name": "mono", "private": true, "packageManager": "pnpm@10.0.0" }\n',
  'pnpm-workspace.yaml': '# where packages live\npackages:\n  - "packages/*" # libraries\n',
  'packages/lib/package.json': '{ "name": "@mono/lib", "version": "1.0.0" }\n',
}
const goModule = { 'go.mod': 'module example.com/x\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' }

describe('add-service in a repository that never saw us', () => {
  it('joins an npm workspace, whose install and service tests then work', async () => {
    const folder = await gitRepository(npmWorkspace)
    const added = await add(folder)
    expect(added, added.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).workspaces).toEqual([
      'packages/*',
      'services/checkout',
    ])
    const tests = await sh(folder, 'npm', 'test', '--workspace', 'services/checkout')
    expect(tests, tests.stdout + tests.stderr).toMatchObject({ code: 0 })
    expect(await msvc(folder, 'lint')).toMatchObject({ code: 0 })
  })

  it('joins a pnpm workspace and keeps every other byte of its file', async () => {
    const folder = await gitRepository(pnpmWorkspace)
    const added = await add(folder, '--no-install')
    expect(added, added.stderr).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'pnpm-workspace.yaml'), 'utf8')).toMatch(
      /^# where packages live\npackages:\n {2}- "packages\/\*" # libraries\n {2}- ["']?services\/checkout["']?\n$/,
    )
    expect(await msvc(folder, 'lint')).toMatchObject({ code: 0 })
  })

  it('needs no package.json', async () => {
    const folder = await gitRepository(goModule)
    const added = await add(folder)
    expect(added, added.stderr).toMatchObject({ code: 0 })
    expect(existsSync(join(folder, 'package.json'))).toBe(false)
    for (const file of ['msvc.yaml', 'catalog-info.yaml', 'compose.yaml', 'services/checkout/catalog-info.yaml']) {
      expect(existsSync(join(folder, file)), file).toBe(true)
    }
    expect(await msvc(folder, 'lint')).toMatchObject({ code: 0 })
  })

  it('changes nothing when it is run again, and says so', async () => {
    const folder = await gitRepository(goModule)
    await add(folder, '--no-install')
    const before = snapshot(folder)
    const again = await add(folder, '--no-install')
    expect(again.code).toBe(0)
    expect(again.stdout + again.stderr).toMatch(/nothing to do/i)
    expect(snapshot(folder)).toEqual(before)
  })

  it('works without git and on a dirty tree', async () => {
    const bare = emptyFolder()
    writeFiles(bare, goModule)
    expect(await add(bare, '--no-install')).toMatchObject({ code: 0 })
    const dirty = await gitRepository(goModule)
    writeFiles(dirty, { 'main.go': 'package main // edited\n', 'notes.txt': 'untracked\n' })
    expect(await add(dirty, '--no-install')).toMatchObject({ code: 0 })
    expect(readFileSync(join(dirty, 'main.go'), 'utf8')).toBe('package main // edited\n')
  })

  it('touches no file that is in the way', async () => {
    const folder = await gitRepository({ ...goModule, 'services/checkout/Dockerfile': 'FROM mine:1\n' })
    const before = snapshot(folder)
    const refused = await add(folder, '--no-install')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('services/checkout/Dockerfile')
    expect(refused.stderr).toContain('--force')
    expect(snapshot(folder)).toEqual(before)
  })
})
