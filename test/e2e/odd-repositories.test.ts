import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyFolder, msvc, type Outcome, sh, snapshot, writeFiles } from './shell.ts'

/** What makes a folder a service. */
const service = (folder: string): Record<string, string> => ({
  [`${folder}/Dockerfile`]: 'FROM python:3.14-slim\nUSER 65532\nCMD ["python", "main.py"]\n',
  [`${folder}/main.py`]: 'import os\n',
})

const git = async (folder: string, ...args: string[]): Promise<void> => {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always']
  const { code, stderr } = await sh(folder, 'git', ...identity, ...args)
  expect(code, stderr).toBe(0)
}

describe('a repository that is odd', () => {
  let folder: string
  const folders = async (): Promise<string[]> => {
    const { stdout, stderr, code } = await msvc(folder, 'list', '--json')
    expect(code, stderr).toBe(0)
    return (JSON.parse(stdout).services as { path: string }[]).map(({ path }) => path)
  }
  const dryRun = (): Promise<Outcome> => msvc(folder, 'init', '--dry-run')

  beforeEach(async () => {
    folder = emptyFolder()
    await git(folder, 'init', '--quiet')
  })

  it('is empty: says so, and writes nothing', async () => {
    expect((await dryRun()).stderr).toContain('No service was found here')
    expect((await dryRun()).stdout).toBe('Nothing would be written.')
    expect(await msvc(folder, 'init', '--yes')).toMatchObject({ code: 0 })
    expect(snapshot(folder)).toEqual({})
    const drawn = await msvc(folder, 'graph', '--format', 'html')
    expect(drawn.stderr).toContain('no service was found here')
    expect(drawn.stdout).toContain('No service was found here.')
    const linted = await msvc(folder, 'lint')
    expect(linted).toMatchObject({ code: 0, stderr: expect.stringContaining('no service was found here') })
  })

  it('is one service as a whole: says what a part would need to come out', async () => {
    writeFiles(folder, {
      'package.json':
        '{ "name": "shop", "scripts": { "start": "node main.js" }, "dependencies": { "express": "^5.0.0" } }\n',
      'main.js': "require('express')().listen(3000)\n",
      'orders/orders.js': 'module.exports = 1\n',
    })
    const { stderr } = await dryRun()
    expect(stderr).toContain('1 service found')
    expect(stderr).toMatch(/monolith[\s\S]*a folder and a build of its own[\s\S]*keeps its data/)
  })

  it('holds another repository, and a submodule', async () => {
    writeFiles(folder, { ...service('web'), ...service('inner/pay') })
    await git(join(folder, 'inner'), 'init', '--quiet')
    await git(join(folder, 'inner'), 'add', '--all')
    await git(join(folder, 'inner'), 'commit', '--quiet', '--message', 'x')
    await git(folder, 'submodule', '--quiet', 'add', join(folder, 'inner'), 'sub')
    // The submodule is part of the system; what somebody has cloned into a folder is not.
    expect(await folders()).toEqual(['sub/pay', 'web'])
  })

  it('has symbolic links in a circle', async () => {
    writeFiles(folder, { ...service('web'), 'other/x.txt': '' })
    symlinkSync('..', join(folder, 'web/up'))
    symlinkSync('../web', join(folder, 'other/web'))
    symlinkSync('self', join(folder, 'self'))
    expect(await folders()).toEqual(['web'])
  })

  it('has two services of one name: both are found, and told apart', async () => {
    const deployment = (region: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: ${region} }
spec: { template: { spec: { containers: [{ name: orders, image: registry/${region}-orders }] } } }
`
    writeFiles(folder, {
      ...service('eu/orders'),
      ...service('us/orders'),
      'k8s/eu.yaml': deployment('eu'),
      'k8s/us.yaml': deployment('us'),
    })
    expect(await folders()).toEqual(['eu/orders', 'us/orders'])
    const { stdout } = await msvc(folder, 'init', '--yes', '--json')
    const names = (JSON.parse(stdout).services as { name: string }[]).map(({ name }) => name)
    expect(new Set(names).size).toBe(2)
    expect(await msvc(folder, 'lint')).toMatchObject({ code: 0 })
  })

  it('has names that a terminal would obey: every command shows them, on one line', async () => {
    const name = 'cart\u001b]0;owned\u0007\nfake  line\u009b2J'
    writeFiles(folder, { ...service(name), [`${name}/.github/x`]: '', CODEOWNERS: '* @acme/te\u001b[2Jam\n' })
    await git(folder, 'add', '-A')
    await git(folder, 'commit', '--quiet', '-m', 'x')
    writeFiles(folder, { [`${name}/main.py`]: 'import os\nurl = "http://10.0.0.1\u001b[2J/"\n' })
    const commands = [
      ['list'],
      ['graph'],
      ['graph', '--format', 'dot'],
      ['graph', '--format', 'svg'],
      ['lint', '--passed-over'],
      ['affected', '--since', 'HEAD'],
      ['show', 'nobody'],
      ['init', '--dry-run'],
    ]
    for (const command of commands) {
      const { stdout: data, stderr } = await msvc(folder, ...command)
      // A patch is for programs, and holds what the file will hold.
      const stdout = command[0] === 'init' ? '' : data
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
      expect(`${stdout}${stderr}`, command.join(' ')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      expect(`\n${stdout}${stderr}`, command.join(' ')).not.toContain('\nfake')
    }
    expect((await msvc(folder, 'list')).stdout.trim().split('\n')).toHaveLength(2)
  })

  it('has a chart of Helm that cannot be rendered: says which, and goes on', async () => {
    writeFiles(folder, {
      ...service('web'),
      'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'chart/values.yaml': 'a: 1\n',
      'chart/templates/api.yaml': 'kind: Deployment\nmetadata: { name: {{ nobodyKnows "api" }} }\n',
      'chart/templates/web.yaml': 'kind: Deployment\nmetadata: { name: {{ fail "not so" }} }\n',
    })
    expect(await folders()).toEqual(['web'])
    const { stderr, code } = await msvc(folder, 'graph')
    expect(code).toBe(0)
    expect(stderr).toContain('chart/templates/api.yaml was passed over: a Helm template that is not rendered')
    expect(stderr).toContain('chart/templates/web.yaml was passed over: a Helm template that asks for other values')
    expect(stderr).toContain('not so')
  })

  it('has 10,000 files of YAML that are no manifests', async () => {
    const files = Array.from({ length: 10_000 }, (_, index) => [
      `data/${index % 100}/${index}.yaml`,
      `id: ${index}\nname: item\nlist:\n  - x: 1\n    y: "z"\ntext: |\n  some text\n`,
    ])
    writeFiles(folder, { ...service('web'), ...Object.fromEntries(files) })
    const start = performance.now()
    expect(await folders()).toEqual(['web'])
    // 0.4 s of processor time; far more means that each is parsed.
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})
