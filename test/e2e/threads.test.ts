import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, type Outcome, program, sh, writeFiles } from './shell.ts'

/** More than one thread reads where there are more files than this. */
const many = 1600

const part = (number: number): string =>
  `import { a } from '../src/part-${(number * 7) % many}.ts'\nexport const a = process.env.URL_${number % 9}\nfetch('http://service-${number % 5}:8080/')\n`

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'image: service-1\n',
  'chart/templates/web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: web, image: {{ .Values.image }} }\n',
}

describe('a tree that several threads read', () => {
  let [root, tools] = ['', '']
  const read = async (threads: number, hook: string, ...args: string[]): Promise<Omit<Outcome, 'stderr'>> => {
    const settings = [`MSVC_THREADS=${threads}`, `NODE_OPTIONS=--require=${join(tools, hook)}`]
    const { code, stdout } = await sh(root, 'env', ...settings, program('msvc'), ...args)
    return { code, stdout }
  }

  beforeAll(async () => {
    root = emptyFolder({ keep: true })
    tools = emptyFolder({ keep: true })
    const dockerfiles = Array.from({ length: 5 }, (_, number) => [
      `services/service-${number}/Dockerfile`,
      'FROM node\nCMD ["node", "src/part-0.ts"]\n',
    ])
    const parts = Array.from({ length: many }, (_, number) => [
      `services/service-${number % 5}/src/part-${number}.ts`,
      part(number),
    ])
    writeFiles(root, {
      ...chart,
      ...Object.fromEntries([...dockerfiles, ...parts]),
      'k8s/broken.yaml': 'apiVersion: v1\nkind: Service\n  x: [\n',
    })
    writeFileSync(join(root, 'services/service-1/src/latin.ts'), Buffer.from([0x2f, 0x2f, 0xe4, 0x0a]))
    symlinkSync('part-0.ts', join(root, 'services/service-0/src/link.ts'))
    await sh(root, 'git', 'init', '--quiet')
    await sh(root, 'git', 'add', '.')
    const seen = JSON.stringify(join(tools, 'seen'))
    writeFileSync(
      join(tools, 'watch.cjs'),
      `process.on('worker', (thread) => thread.on('message', () => require('node:fs').appendFileSync(${seen}, 'x')))\n`,
    )
    writeFileSync(join(tools, 'end.cjs'), "process.on('worker', (thread) => thread.terminate())\n")
    writeFileSync(join(tools, 'nothing.cjs'), '')
  })

  it.each(['lint --json', 'graph --format json'])('says the same as with one, kept or not: %s', async (order) => {
    const words = order.split(' ')
    const one = await read(1, 'watch.cjs', ...words, '--no-cache')
    expect(one.stdout.length).toBeGreaterThan(500)
    expect(await read(3, 'watch.cjs', ...words, '--no-cache')).toEqual(one)
    expect(readFileSync(join(tools, 'seen'), 'utf8').length).toBeGreaterThan(2)
    await sh(root, 'rm', '-rf', '.msvc')
    expect(await read(3, 'watch.cjs', ...words)).toEqual(one)
    expect(await read(1, 'nothing.cjs', ...words)).toEqual(one)
  })

  it('is read by the one that is left where the others end', async () => {
    const one = await read(1, 'nothing.cjs', 'lint', '--json', '--no-cache')
    expect(await read(3, 'end.cjs', 'lint', '--json', '--no-cache')).toEqual(one)
  })
})
