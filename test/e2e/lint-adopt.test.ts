import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder, msvc, sh, writeFiles } from './shell.ts'

/** A git repository with a commit: two services, an import across them, and two base images without a tag. */
async function shop(more: Record<string, string> = {}): Promise<string> {
  const folder = emptyFolder()
  writeFiles(folder, {
    '.gitignore': 'node_modules/\n',
    'msvc.yaml': 'version: 1\n',
    'services/checkout/package.json': '{ "name": "checkout", "scripts": { "start": "node a.js" } }',
    'services/checkout/Dockerfile': 'FROM node\nUSER node\n',
    'services/checkout/a.js': "import '../products/a.js'\n",
    'services/products/package.json': '{ "name": "products", "scripts": { "start": "node a.js" } }',
    'services/products/Dockerfile': 'FROM node\nUSER node\n',
    'services/products/a.js': '',
    ...more,
  })
  await sh(folder, 'git', 'init', '--quiet')
  await commit(folder)
  return folder
}

async function commit(folder: string): Promise<void> {
  await sh(folder, 'git', 'add', '--all')
  const person = ['-c', 'user.name=t', '-c', 'user.email=t@example.com']
  await sh(folder, 'git', ...person, 'commit', '--quiet', '--message', 'x')
}

const rules = ['cross-service-import', 'unpinned-base-image', 'void-suppression'].flatMap((id) => ['--rule', id])

/** Places and rules of what is found. */
async function found(folder: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await msvc(folder, 'lint', ...rules, '--json', ...args)
  const { findings, error } = JSON.parse(stdout)
  if (error) throw new Error(`${error.message} ${stderr}`)
  return findings.map(({ file, line, rule }: Record<string, string>) => `${file}:${line} ${rule}`)
}

describe('what is allowed on purpose', () => {
  it('is said beside the line, with a reason', async () => {
    const folder = await shop({
      'services/checkout/Dockerfile': '# msvc-ignore unpinned-base-image: built by hand\nFROM node\nUSER node\n',
      'services/checkout/a.js': "import '../products/a.js' // msvc-ignore cross-service-import\n",
    })
    expect(await found(folder)).toEqual([
      'services/checkout/a.js:1 cross-service-import',
      'services/checkout/a.js:1 void-suppression',
      'services/products/Dockerfile:1 unpinned-base-image',
    ])
    const { code, stdout } = await msvc(folder, 'lint', '--rule', 'void-suppression')
    expect(code).toBe(0)
    expect(stdout).toContain('Say why after a colon: msvc-ignore cross-service-import: <reason>.')
  })

  it('is said in msvc.yaml, and in presets that npm installed', async () => {
    const folder = await shop({
      'msvc.yaml':
        "version: 1\nlint:\n  extends: '@acme/lint'\n  overrides:\n    - { services: [checkout], reason: r, rules: { unpinned-base-image: off } }\n",
      'node_modules/@acme/lint/package.json': '{ "name": "@acme/lint", "msvc": "strict.yaml" }',
      'node_modules/@acme/lint/strict.yaml': 'rules: { cross-service-import: off }\n',
    })
    expect(await found(folder)).toEqual(['services/products/Dockerfile:1 unpinned-base-image'])
  })

  it('says where a preset is wrong', async () => {
    const folder = await shop({
      'msvc.yaml': 'version: 1\nlint:\n  extends: [./lint.yaml]\n',
      'lint.yaml': 'rules:\n  x-y: off\n',
    })
    const unknown = await msvc(folder, 'lint')
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toContain('--> lint.yaml:2:3')
    appendFileSync(join(folder, 'msvc.yaml'), "  preset: 'lax'\n")
    expect((await msvc(folder, 'lint')).stderr).toContain('--> msvc.yaml:4:11')
  })
})
