import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder, msvc, program, sh, writeFiles } from './shell.ts'

const person = ['-c', 'user.name=t', '-c', 'user.email=t@example.com']
const git = (folder: string, ...args: string[]) => sh(folder, 'git', ...person, ...args)

/** A repository with a commit: three services with a base image without a tag, of which `checkout` calls `products`. */
async function shop(folder = emptyFolder()): Promise<string> {
  const service = (name: string, code: string) => ({
    [`services/${name}/package.json`]: `{ "name": "${name}", "scripts": { "start": "node a.js" } }`,
    [`services/${name}/Dockerfile`]: 'FROM node\nUSER node\n',
    [`services/${name}/a.js`]: code,
  })
  writeFiles(folder, {
    'msvc.yaml': 'version: 1\n',
    ...service('checkout', "fetch(process.env.PRODUCTS_URL ?? 'http://products:8080')\n"),
    ...service('products', ''),
    ...service('search', ''),
    'services/products/openapi.yaml': 'openapi: 3.1.0\n',
  })
  await git(folder, 'init', '--quiet', '--initial-branch', 'main')
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message', '1')
  return folder
}

const rules = ['cross-service-import', 'unpinned-base-image'].flatMap((id) => ['--rule', id])
const image = (name: string) => `services/${name}/Dockerfile:1`

async function places(folder: string, ...args: string[]): Promise<string[]> {
  const { stdout, code } = await msvc(folder, 'lint', ...rules, '--json', ...args)
  const { findings, error } = JSON.parse(stdout)
  if (error) throw new Error(error.message)
  expect(code).toBe(findings.length > 0 ? 1 : 0)
  return findings.map(({ file, line }: Record<string, string>) => `${file}:${line}`)
}

describe('lint --since', () => {
  it('reports what the change concerns: its services, and those who call by a contract that changed', async () => {
    const folder = await shop()
    expect(await places(folder, '--since', 'main')).toEqual([])
    await git(folder, 'switch', '--quiet', '--create', 'topic')
    writeFileSync(join(folder, 'services/search/b.js'), "import '../products/a.js'\n")
    await git(folder, 'add', '--all')
    await git(folder, 'commit', '--quiet', '--message', '2')
    expect(await places(folder, '--since', 'main')).toEqual([image('search'), 'services/search/b.js:1'])
    writeFileSync(join(folder, 'services/products/openapi.yaml'), 'openapi: 3.1.1\n')
    expect(await places(folder, '--since', 'HEAD')).toEqual([
      image('checkout'),
      image('products'),
      'services/search/b.js:1',
    ])
    const { stdout } = await msvc(folder, 'lint', ...rules, '--since', 'main')
    expect(stdout).toContain('of which the change since main concerns 3.')
  })

  it('works from a root below the top of the repository', async () => {
    const top = emptyFolder()
    await git(top, 'init', '--quiet')
    writeFileSync(join(top, 'README.md'), '')
    const folder = join(top, 'deep')
    await shop(folder)
    rmSync(join(folder, '.git'), { recursive: true })
    await git(top, 'add', '--all')
    await git(top, 'commit', '--quiet', '--message', '1')
    writeFileSync(join(folder, 'services/search/c.js'), '')
    expect(await places(folder, '--since', 'HEAD')).toEqual([image('search')])
  })

  it.each([
    [['--since', 'nowhere'], 'git knows no commit, branch or tag "nowhere"', 'fetch-depth'],
    [['--since', 'main', '--staged'], 'name two changes', 'Leave one'],
    [['--since', 'main', '--prune'], 'needs to see every finding', 'Leave --since out'],
    [['--staged', '--update-baseline'], 'needs to see every finding', 'Leave --staged out'],
  ])('refuses %j', async (args, message, hint) => {
    const { code, stdout, stderr } = await msvc(await shop(), 'lint', ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
  })

  it('needs git', async () => {
    const folder = emptyFolder()
    writeFiles(folder, { 'msvc.yaml': 'version: 1\n' })
    for (const args of [['--staged'], ['--since', 'main']]) {
      const { code, stderr } = await msvc(folder, 'lint', ...args)
      expect(code).toBe(2)
      expect(stderr).toContain('is not in a git repository')
    }
  })
})

describe('lint --staged', () => {
  it('reads what the index holds, and reports what is staged', async () => {
    const folder = await shop()
    writeFileSync(join(folder, 'services/search/b.js'), "import '../products/a.js'\n")
    writeFileSync(join(folder, 'services/products/Dockerfile'), 'FROM node:24\nUSER node\n')
    expect(await places(folder, '--staged')).toEqual([])
    await git(folder, 'add', 'services/search/b.js')
    writeFileSync(join(folder, 'services/search/b.js'), '\n\n')
    expect(await places(folder, '--staged')).toEqual([image('search'), 'services/search/b.js:1'])
    const { stdout } = await msvc(folder, 'lint', ...rules, '--staged')
    expect(stdout).toContain("1 │ import '../products/a.js'")
    await git(folder, 'add', '--all')
    expect(await places(folder, '--staged')).toEqual([image('search')])
  })

  it('stops a commit from a hook, whichever index the commit is made from', async () => {
    const folder = await shop()
    const hook = join(folder, '.git/hooks/pre-commit')
    writeFileSync(hook, `#!/bin/sh\nexec "${program('msvc')}" lint --rule cross-service-import --staged\n`)
    chmodSync(hook, 0o755)
    writeFileSync(join(folder, 'services/search/a.js'), "import '../products/a.js'\n")
    writeFileSync(join(folder, 'services/products/a.js'), '// x\n')
    const all = await git(folder, 'commit', '--quiet', '--all', '--message', '2')
    expect(all.code).toBe(1)
    expect(all.stdout + all.stderr).toContain('search imports code of products')
    const part = await git(folder, 'commit', '--quiet', '--message', '2', '--', 'services/products/a.js')
    expect(part, part.stderr).toMatchObject({ code: 0 })
    expect((await git(folder, 'status', '--porcelain')).stdout).toBe(' M services/search/a.js')
  })

  it('works for the first commit of all', async () => {
    const folder = emptyFolder()
    const image = 'FROM node\nCMD ["node"]\n'
    writeFiles(folder, { 'infra/Dockerfile': image, 'more/Dockerfile': image })
    await git(folder, 'init', '--quiet')
    await git(folder, 'add', 'infra')
    expect(await places(folder, '--staged')).toEqual(['infra/Dockerfile:1'])
  })
})
