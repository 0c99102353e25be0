import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { memoryRepository } from '../../src/repository/memory.ts'
import { folderPacks } from '../../src/scaffold/folder-packs.ts'
import { exampleAnswers, planWorkspace } from '../../src/scaffold/plan-workspace.ts'

const templates = fileURLToPath(new URL('../../templates', import.meta.url))
const packs = folderPacks(templates)
const read = (path: string): string => readFileSync(join(templates, path), 'utf8')

async function filesOf(name: string): Promise<Record<string, string>> {
  const example = await packs.example(name)
  const plan = await planWorkspace({
    repository: memoryRepository({}),
    packs,
    tool: { version: '1.2.3', ciCommand: 'msvc' },
    answers: exampleAnswers(example, { name, owner: example.manifest.owner, ci: 'none' }),
    example,
  })
  return Object.fromEntries(
    plan.operations.map((operation) => [operation.path, operation.kind === 'create' ? String(operation.content) : '']),
  )
}

describe.each(packs.exampleNames())('the example %s', (name) => {
  it('imports only files that are there, and keeps nothing of the stack that it has no use for', async () => {
    const files = await filesOf(name)
    const sources = Object.keys(files).filter((path) => /\.(ts|mjs)$/.test(path))
    expect(sources.length).toBeGreaterThan(20)
    for (const path of sources) {
      for (const [, specifier = ''] of (files[path] ?? '').matchAll(/from '(\.[^']+)'/g)) {
        expect(files, `${path} imports ${specifier}`).toHaveProperty([posix.join(posix.dirname(path), specifier)])
      }
    }
    expect(Object.keys(files).filter((path) => /item/.test(path))).toEqual([])
    const tests = sources.filter((path) => path.includes('/test/'))
    expect(tests.filter((path) => files[path]?.includes('/v1/items'))).toEqual([])
  })

  it('has a handler for each operation', async () => {
    const files = await filesOf(name)
    for (const [path, text] of Object.entries(files).filter(([file]) => file.endsWith('/openapi.yaml'))) {
      const operations = Object.values<Record<string, { operationId?: string }>>(parse(text).paths)
        .flatMap((item) => Object.values(item))
        .flatMap(({ operationId }) => operationId ?? [])
      expect(operations.length).toBeGreaterThan(0)
      const code = Object.entries(files)
        .filter(([file]) => file.startsWith(`${posix.dirname(path)}/src/`))
        .map(([, source]) => source)
        .join('\n')
      for (const operation of operations) expect(code).toMatch(new RegExp(`^ {4}(async )?${operation}\\(`, 'm'))
    }
  })

  it('bounds each autoscaler as its manifest says', async () => {
    const files = await filesOf(name)
    for (const { name: service, replicas } of (await packs.example(name)).manifest.services) {
      const { spec } = parse(files[`services/${service}/k8s/overlays/prod/autoscaler.yaml`] ?? '')
      expect(spec).toMatchObject({ minReplicas: replicas.min, maxReplicas: replicas.max })
    }
  })

  it('has text files as editors and git want them', async () => {
    for (const [path, text] of Object.entries(await filesOf(name))) {
      expect(text, path).toMatch(/[^\n]\n$/)
      expect(text, path).not.toMatch(/[ \t\r]$/m)
    }
  })

  it('starts its demo with what every example shares', async () => {
    const files = await filesOf(name)
    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({ name, scripts: { demo: 'node demo/run.mjs' } })
    expect(files['package.json']).not.toContain('ependencies')
    for (const file of readdirSync(join(templates, 'examples/_shared/demo/lib'))) {
      expect(files[`demo/lib/${file}`]).toBe(read(`examples/_shared/demo/lib/${file}`))
    }
  })
})

describe('files that an example had to take over from below', () => {
  it.each([
    ['stacks/node-fastify/src/settings.ts.hbs', 'examples/streaming/services/auth/src/settings.ts.hbs'],
    ['platform/k8s/base/kustomization.yaml.hbs', 'examples/streaming/services/auth/k8s/base/kustomization.yaml.hbs'],
  ])('%s: still the same but for what was added', (below, above) => {
    const own = read(above).split('\n')
    let at = 0
    for (const line of read(below).split('\n')) {
      const found = own.indexOf(line, at)
      expect(found, `${above} lacks: ${line}`).toBeGreaterThanOrEqual(0)
      at = found + 1
    }
  })
})
