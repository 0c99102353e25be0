import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sarifFaults } from '../report/sarif-schema.ts'
import { emptyFolder, msvc, program, sh, writeFiles } from './shell.ts'

/** A git repository whose services lie in `shop/`, with an import across services and a base image without a tag. */
async function shop(): Promise<string> {
  const folder = emptyFolder()
  writeFiles(folder, {
    'shop/msvc.yaml': 'version: 1\n',
    'shop/services/checkout/package.json': '{ "name": "checkout", "scripts": { "start": "node a.js" } }',
    'shop/services/checkout/Dockerfile': 'FROM node\nUSER node\n',
    'shop/services/checkout/a.js': "import '../products/a.js'\n",
    'shop/services/products/package.json': '{ "name": "products", "scripts": { "start": "node a.js" } }',
    'shop/services/products/Dockerfile': 'FROM node:24-slim\nUSER node\n',
    'shop/services/products/a.js': '',
  })
  await sh(folder, 'git', 'init', '--quiet')
  return join(folder, 'shop')
}

const only = ['--rule', 'cross-service-import', '--rule', 'unpinned-base-image']

interface Sarif {
  runs: [
    {
      tool: { driver: { rules: { id: string; help: { markdown: string } }[] } }
      results: {
        ruleId: string
        partialFingerprints: object
        locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }]
      }[]
    },
  ]
}

describe('lint --format', () => {
  it.each(['lint', 'graph'])('writes into a pipe that waits for it: %s', async (command) => {
    const line = `timeout 60 ${program('msvc')} ${command} --format json=/dev/stdout | cat`
    const { stdout } = await sh(await shop(), 'sh', '-c', line)
    expect(stdout).toContain('"services"')
  })

  it('writes over no source, whether git knows it yet or not', async () => {
    const folder = await shop()
    for (const command of ['lint', 'graph']) {
      const refused = await msvc(folder, command, '--format', 'json=services/checkout/package.json')
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain('services/checkout/package.json holds something else')
    }
    expect(readFileSync(join(folder, 'services/checkout/package.json'), 'utf8')).toContain('"checkout"')
  })

  it('writes several reports of one run, each to its place', async () => {
    const folder = await shop()
    const args = ['--format', 'sarif=out/a/msvc.sarif', '--format', 'text', '--format', 'junit=out/junit.xml']
    const { code, stdout } = await msvc(folder, 'lint', ...only, ...args)
    expect(code).toBe(1)
    expect(stdout).toContain('services/checkout/a.js\n  1:9  error  checkout imports code of products')
    expect(readdirSync(join(folder, 'out'), { recursive: true }).sort()).toEqual(['a', 'a/msvc.sarif', 'junit.xml'])
    const sarif = readFileSync(join(folder, 'out/a/msvc.sarif'), 'utf8')
    expect(sarifFaults(JSON.parse(sarif))).toEqual([])
    expect(readFileSync(join(folder, 'out/junit.xml'), 'utf8')).toContain('failures="2"')
  })

  it('fills SARIF with the pages of rules, paths from the top of the repository, and names that stay', async () => {
    const folder = await shop()
    const read = async (): Promise<Sarif> =>
      JSON.parse((await msvc(folder, 'lint', ...only, '--format', 'sarif')).stdout)
    const [{ tool, results }] = (await read()).runs
    expect(tool.driver.rules.find(({ id }) => id === 'unpinned-base-image')?.help.markdown).toContain(
      '# unpinned-base-image',
    )
    const places = results.map(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri)
    expect(places).toEqual(['shop/services/checkout/Dockerfile', 'shop/services/checkout/a.js'])
    writeFileSync(join(folder, 'services/checkout/a.js'), '// one\r\n\r\n  import "../products/a.js";\r\n')
    const [{ results: moved }] = (await read()).runs
    expect(moved[1]?.locations[0].physicalLocation.region.startLine).toBe(3)
    expect(moved.map(({ partialFingerprints }) => partialFingerprints)).toEqual(
      results.map(({ partialFingerprints }) => partialFingerprints),
    )
  })

  it('says on stderr what there is when all reports go to files', async () => {
    const folder = await shop()
    const { code, stdout, stderr } = await msvc(folder, 'lint', ...only, '--format', 'gitlab=quality.json')
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: '2 errors, 0 warnings: see quality.json' })
    expect(JSON.parse(readFileSync(join(folder, 'quality.json'), 'utf8'))).toHaveLength(2)
  })

  it('annotates on GitHub', async () => {
    const { stdout } = await msvc(await shop(), 'lint', ...only, '--format', 'github')
    expect(stdout.split('\n').map((line) => line.split('::')[1])).toEqual([
      'error file=shop/services/checkout/Dockerfile,line=1,col=1,title=unpinned-base-image',
      'error file=shop/services/checkout/a.js,line=1,col=9,title=cross-service-import',
    ])
  })

  it('refuses a place that no file can be written to', async () => {
    const folder = await shop()
    mkdirSync(join(folder, 'taken'))
    const asFolder = await msvc(folder, 'lint', '--format', 'sarif=taken')
    expect(asFolder).toMatchObject({ code: 2, stdout: '' })
    expect(asFolder.stderr).toContain('taken is a folder')
    const below = await msvc(folder, 'lint', '--format', 'sarif=msvc.yaml/x.sarif')
    expect(below).toMatchObject({ code: 2, stdout: '' })
    expect(below.stderr).toContain('msvc.yaml cannot be a folder')
  })
})
