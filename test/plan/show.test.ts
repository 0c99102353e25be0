import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { PlanDraft } from '../../src/plan/draft.ts'
import { planDiff } from '../../src/plan/show-diff.ts'
import { planJson } from '../../src/plan/show-json.ts'
import { planTree } from '../../src/plan/show-tree.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const tree = {
  'shop/catalog.yaml': 'a: 1\nb: 2\r\nc: 3',
  'shop/old.txt': 'gone\n',
  'shop/x y.txt': 'same\n',
  'bin.dat': new Uint8Array([0, 255, 1]),
}

function plan(tree_: Record<string, string | Uint8Array> = tree) {
  const draft = new PlanDraft(memoryRepository(tree_, '/repos/demo'))
  draft.create('shop/run.sh', '#!/bin/sh\n', { executable: true })
  draft.create('shop/empty', '')
  draft.create('shop/no-end', 'x')
  draft.edit('shop/catalog.yaml', (text) => text.replace('b: 2', 'b: 4'))
  draft.delete('shop/old.txt')
  draft.move('shop/x y.txt', 'shop/ü.txt')
  draft.edit('shop/ü.txt', (text) => `${text}more\n`)
  return draft.finish()
}

it('shows a tree', () => {
  expect(planTree(plan())).toBe(
    [
      'demo/',
      '└── shop/',
      '    ├── ~ catalog.yaml',
      '    ├── + empty',
      '    ├── + no-end',
      '    ├── - old.txt',
      '    ├── + run.sh',
      '    └── >~ ü.txt (from shop/x y.txt)',
    ].join('\n'),
  )
  expect(planTree(plan(), (kind, text) => `<${kind} ${text}>`)).toContain('├── <change ~ catalog.yaml>')
})

it('shows a deep folder in which all is new as a number of files', () => {
  const draft = new PlanDraft(memoryRepository({ 'a/old/x': '1' }, '/repos/demo'))
  for (const path of ['a/new/one', 'a/new/deep/two', 'a/old/y', 'top']) draft.create(path, '')
  draft.delete('a/old/x')
  expect(planTree(draft.finish(), undefined, 2)).toBe(
    [
      'demo/',
      '├── a/',
      '│   ├── + new/ (2 files)',
      '│   └── old/',
      '│       ├── - x',
      '│       └── + y',
      '└── + top',
    ].join('\n'),
  )
})

it('shows a diff that git apply turns into the very bytes', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'show-')))
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  execFileSync('git', ['init', '-q'], { cwd: root })
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: planDiff(plan()) })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  expect(read('shop/catalog.yaml')).toBe('a: 1\nb: 4\r\nc: 3')
  expect([read('shop/empty'), read('shop/no-end'), read('shop/ü.txt')]).toEqual(['', 'x', 'same\nmore\n'])
  expect(statSync(join(root, 'shop/run.sh')).mode & 0o111).not.toBe(0)
  expect(() => read('shop/old.txt')).toThrow()
  rmSync(root, { recursive: true })
})

it('says of binary files only that they differ', () => {
  const draft = new PlanDraft(memoryRepository(tree))
  draft.delete('bin.dat')
  expect(planDiff(draft.finish())).toContain('Binary files a/bin.dat and /dev/null differ\n')
})

it('shows JSON with diffs and without contents', () => {
  const { root, operations } = JSON.parse(JSON.stringify(planJson(plan())))
  expect(root).toBe('/repos/demo')
  expect(operations[0]).toEqual({ kind: 'move', path: 'shop/x y.txt', to: 'shop/ü.txt' })
  expect(operations[1]).toMatchObject({ kind: 'change', path: 'shop/catalog.yaml', size: 15 })
  expect(operations[1].diff).toContain('-b: 2\r\n+b: 4')
  expect(operations.at(-2)).toEqual({ kind: 'create', path: 'shop/run.sh', size: 10, executable: true })
})
