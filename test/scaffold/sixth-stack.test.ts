import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyPlan } from '../../src/plan/apply.ts'
import { diskRepository } from '../../src/repository/disk.ts'
import { folderPacks } from '../../src/scaffold/folder-packs.ts'
import { planWorkspace } from '../../src/scaffold/plan-workspace.ts'
import { chooseRows } from '../../src/verify/choose-rows.ts'
import { runRows } from '../../src/verify/run-rows.ts'

const project = join(import.meta.dirname, '../..')
const page = readFileSync(join(project, 'docs/adding-a-stack.md'), 'utf8')
const home = mkdtempSync(join(tmpdir(), 'msvc-sixth-'))
const templates = join(home, 'templates')
const root = join(home, 'shop')
const packs = folderPacks(templates)

/** The files of the walk-through: fenced blocks that name one. */
const files = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({ path, text }))

beforeAll(async () => {
  cpSync(join(project, 'templates'), templates, { recursive: true })
  for (const { path, text } of files) {
    const file = join(templates, 'stacks/node-plain', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  mkdirSync(root)
  const services = [{ name: 'sixth', stack: 'node-plain', owner: 'team-shop', dependsOn: [] }]
  const plan = await planWorkspace({
    repository: diskRepository(root),
    packs,
    tool: { version: '1.2.3', ciCommand: 'msvc' },
    answers: { name: 'shop', owner: 'team-shop', ci: 'github', services },
  })
  await applyPlan(plan)
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

it('is offered beside the others, from four files', () => {
  expect(files.map(({ path }) => path)).toEqual([
    'template.yaml',
    'src/identity.mjs.hbs',
    'src/main.mjs',
    'Dockerfile.hbs',
  ])
  expect(packs.stackNames()).toContain('node-plain')
})

it('makes a service with all that is no business of a stack', () => {
  for (const file of ['k8s/base/deployment.yaml', 'catalog-info.yaml', 'openapi.yaml', '.msvc.json']) {
    expect(readFileSync(join(root, 'services/sixth', file), 'utf8'), file).toContain('sixth')
  }
})

it('runs, and keeps the rows that it has come to', async () => {
  const { manifest } = await packs.stack('node-plain')
  const cwd = join(root, 'services/sixth')
  const target = { kind: 'command', command: manifest.commands.start, cwd } as const
  const subject = { name: 'sixth', target, env: {}, dependencies: [], language: manifest.language }
  const results = await runRows(subject, chooseRows(['listen', 'livez', 'readyz'], []), { started() {}, ended() {} })
  expect(results.map(({ verdict }) => verdict)).toEqual([
    expect.objectContaining({ outcome: 'pass' }),
    expect.objectContaining({ outcome: 'pass' }),
    expect.objectContaining({ outcome: 'pass' }),
  ])
})
