import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
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

describe('the baseline', () => {
  const file = '.msvc-baseline.json'
  const lint = (folder: string, ...args: string[]) => msvc(folder, 'lint', ...args)
  const lines = (folder: string) => readFileSync(join(folder, file), 'utf8').split('\n').length - 4

  it('takes all that is found the first time, and then lets only new findings through', async () => {
    const folder = await shop()
    expect((await lint(folder)).code).toBe(1)
    const made = await lint(folder, '--update-baseline')
    expect(made.code, made.stderr).toBe(0)
    expect(made.stderr).toBe(`${file} holds ${lines(folder)} known findings: ${lines(folder)} added.`)
    expect(made.stdout).toContain('No new findings')
    expect(await lint(folder)).toMatchObject({ code: 0, stdout: made.stdout })

    writeFileSync(
      join(folder, 'services/checkout/a.js'),
      "// moved\n\nimport '../products/a.js'\nimport '../products/b.js'\n",
    )
    writeFileSync(join(folder, 'services/products/b.js'), '')
    expect(await found(folder)).toEqual(['services/checkout/a.js:4 cross-service-import'])
    expect(await found(folder, '--no-baseline')).toHaveLength(4)
  })

  it('grows only when it is asked to', async () => {
    const folder = await shop()
    await lint(folder, '--update-baseline')
    const before = readFileSync(join(folder, file), 'utf8')
    writeFileSync(join(folder, 'services/products/b.js'), "import '../checkout/a.js'\n")
    const refused = await lint(folder, '--update-baseline')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain(
      'may only shrink, and 1 finding would be added: services/products/b.js:1 cross-service-import',
    )
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before)
    const allowed = await lint(folder, '--update-baseline', '--allow-growth')
    expect(allowed.code).toBe(0)
    expect(allowed.stderr).toContain(': 1 added.')
  })

  it('loses what is mended, by --prune beside new findings, and byte for byte the same each time', async () => {
    const folder = await shop()
    await lint(folder, '--update-baseline')
    const count = lines(folder)
    writeFileSync(join(folder, 'services/checkout/a.js'), '')
    writeFileSync(join(folder, 'services/products/b.js'), "import '../checkout/a.js'\n")
    const told = await lint(folder)
    expect(told.code).toBe(1)
    expect(told.stdout).toContain('1 known finding is mended: take out with msvc lint --prune.')
    const dry = await lint(folder, '--prune', '--dry-run')
    expect(dry.code).toBe(0)
    expect(dry.stdout).toContain('Nothing was written.')
    expect(lines(folder)).toBe(count)
    const pruned = await lint(folder, '--prune')
    expect(pruned.code).toBe(1)
    expect(pruned.stdout).toContain('services/products/b.js')
    expect(pruned.stderr).toContain(': 1 taken out.')
    expect(lines(folder)).toBe(count - 1)
    const after = readFileSync(join(folder, file), 'utf8')
    expect((await lint(folder, '--prune')).stderr).toContain('nothing changed')
    expect(readFileSync(join(folder, file), 'utf8')).toBe(after)
  })

  it.each([
    [['--prune'], 'no .msvc-baseline.json to prune', '--update-baseline'],
    [['--update-baseline', '--rule', 'latest-tag'], 'needs to see every finding', 'Leave --rule out'],
    [['--prune', '--no-baseline'], 'contradict', 'Leave one'],
    [['--allow-growth'], 'does nothing by itself', '--update-baseline'],
    [['--dry-run'], 'does nothing by itself', '--update-baseline'],
  ])('refuses %j', async (args, message, hint) => {
    const folder = await shop()
    const { code, stdout, stderr } = await lint(folder, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
  })

  it('says where it is broken', async () => {
    const folder = await shop({ [file]: '{\n<<<<<<< HEAD\n' })
    const { code, stderr } = await lint(folder)
    expect(code).toBe(2)
    expect(stderr).toContain(`--> ${file}:2`)
  })
})
