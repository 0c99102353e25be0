import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/plan/apply.ts'
import { PlanDraft } from '../../src/plan/draft.ts'
import type { Plan } from '../../src/plan/operation.ts'
import { diskRepository } from '../../src/repository/disk.ts'
import { readTree, temporary, writeTree } from './tree.ts'

const start = { 'a.txt': '1', 'old/x': 'x', 'old/deep/y': 'y', 'gone/z': 'z', 'run.sh': '#!/bin/sh' }

/** A plan with every kind of operation. */
function everything(root: string): Plan {
  const draft = new PlanDraft(diskRepository(root))
  draft.create('new/deep/b.txt', 'b')
  draft.create('new/tool', '#!', { executable: true })
  draft.edit('a.txt', () => '2')
  draft.edit('run.sh', (text) => `${text}\n`)
  draft.delete('gone/z')
  draft.move('old', 'fresh/folder')
  draft.edit('fresh/folder/deep/y', () => 'Y')
  return draft.finish()
}

const done = [
  'a.txt: 2',
  'fresh/',
  'fresh/folder/',
  'fresh/folder/deep/',
  'fresh/folder/deep/y: Y',
  'fresh/folder/x: x',
  'new/',
  'new/deep/',
  'new/deep/b.txt: b',
  'new/tool*: #!',
  'run.sh*: #!/bin/sh\n',
]

const prepared = (): string => {
  const root = temporary(start)
  chmodSync(join(root, 'run.sh'), 0o750)
  return root
}

describe('a plan', () => {
  it('is carried out with modes kept, empty folders gone, and nothing of ours left', async () => {
    const root = prepared()
    await applyPlan(everything(root))
    expect(readTree(root)).toEqual(done)
    expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(0o750)
  })

  it('makes its root, and the folders above', async () => {
    const root = join(temporary(), 'above/shop')
    await applyPlan({ root, operations: [{ kind: 'create', path: 'a', content: '1' }], followUps: [] })
    expect(readTree(root)).toEqual(['a: 1'])
  })

  it('leaves a root that was missing missing when it cannot be done', async () => {
    const above = temporary()
    const operations = [{ kind: 'delete', path: 'a', before: '1' }] as const
    await expect(applyPlan({ root: join(above, 'b/c'), operations, followUps: [] })).rejects.toThrow('a is not there')
    expect(readTree(above)).toEqual([])
  })

  it('touches nothing when it is empty', async () => {
    await applyPlan({ root: '/no/such/root', operations: [], followUps: [] })
    expect(existsSync('/no')).toBe(false)
  })
})

describe('somebody wrote meanwhile', () => {
  it.each<[string, (root: string) => void, string]>([
    ['a file to be changed', (root) => writeTree(root, { 'a.txt': 'theirs' }), 'a.txt is not what it was'],
    ['a file to be deleted', (root) => writeTree(root, { 'gone/z': 'theirs' }), 'gone/z is not what it was'],
    ['a file where one is made', (root) => writeTree(root, { 'new/tool': 'theirs' }), 'new/tool is there now'],
    [
      'a folder where a file is made',
      (root) => mkdirSync(join(root, 'new/tool'), { recursive: true }),
      'new/tool is there',
    ],
    ['a file where a folder is made', (root) => writeTree(root, { new: 'theirs' }), 'new is a file where a folder'],
    ['where something moves', (root) => writeTree(root, { 'fresh/folder': 'theirs' }), 'fresh/folder is there now'],
    [
      'a file in the folder that moves',
      (root) => writeTree(root, { 'old/deep/y': 'theirs' }),
      'deep/y is not what it was',
    ],
    ['took away what moves', (root) => rmSync(join(root, 'old'), { recursive: true }), 'old is not there any more'],
  ])('%s: nothing changes', async (_, change, message) => {
    const root = prepared()
    const plan = everything(root)
    change(root)
    const before = readTree(root)
    await expect(applyPlan(plan)).rejects.toThrow(message)
    expect(readTree(root)).toEqual(before)
  })

  it('and all of it is reported at once', async () => {
    const root = prepared()
    const plan = everything(root)
    writeTree(root, { 'a.txt': 'theirs', 'new/tool': 'theirs' })
    await expect(applyPlan(plan)).rejects.toMatchObject({
      problems: [{ place: { file: 'a.txt' } }, { place: { file: 'new/tool' } }],
    })
  })
})

describe('a symbolic link on the way', () => {
  it.each<[string, string]>([
    ['new', 'folder above a new file'],
    ['fresh', 'folder above the end of a move'],
    ['a.txt', 'file to be changed'],
    ['new/tool', 'place of a new file'],
    ['gone', 'folder above a deleted file'],
  ])('%s (%s) is refused', async (path) => {
    const outside = temporary({ z: 'z' })
    const root = prepared()
    const plan = everything(root)
    rmSync(join(root, path), { recursive: true, force: true })
    if (path.includes('/')) mkdirSync(join(root, 'new'))
    symlinkSync(outside, join(root, path))
    const before = [readTree(root), readTree(outside)]
    await expect(applyPlan(plan)).rejects.toMatchObject({ code: 'symbolic-link' })
    expect([readTree(root), readTree(outside)]).toEqual(before)
  })

  it('is refused for our own folder', async () => {
    const outside = temporary()
    const root = prepared()
    symlinkSync(outside, join(root, '.msvc'))
    await expect(applyPlan(everything(root))).rejects.toMatchObject({ code: 'symbolic-link' })
    expect(readTree(outside)).toEqual([])
  })

  it('does not matter above the root', async () => {
    const root = prepared()
    symlinkSync(root, `${root}-link`)
    await applyPlan(everything(`${root}-link`))
    rmSync(`${root}-link`)
    expect(readTree(root)).toEqual(done)
  })
})

it('refuses paths out of the root, whoever made the plan', async () => {
  const root = prepared()
  const operations = [{ kind: 'create', path: '../escaped', content: '' }] as const
  await expect(applyPlan({ root, operations, followUps: [] })).rejects.toMatchObject({ code: 'path-outside-root' })
})

it('undoes all when a step fails', async () => {
  const root = prepared()
  const before = readTree(root)
  const plan = everything(root)
  // Two operations on one path: the second finds what the first made.
  const twice = { kind: 'create', path: 'zz', content: '1' } as const
  await expect(applyPlan({ ...plan, operations: [...plan.operations, twice, twice] })).rejects.toMatchObject({
    code: 'changed-meanwhile',
  })
  expect(readTree(root)).toEqual(before)
})

it('is stopped by an aborted signal before anything happens', async () => {
  const root = prepared()
  const before = readTree(root)
  await expect(applyPlan(everything(root), { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'Interrupted',
  })
  expect(readTree(root)).toEqual(before)
})

it('is undone when aborted in the middle', { timeout: 30_000 }, async () => {
  const root = prepared()
  const before = readTree(root)
  const draft = new PlanDraft(diskRepository(root))
  draft.move('old', 'fresh')
  for (let index = 0; index < 300; index += 1) draft.create(`many/${index % 50}/${index}`, String(index))
  const stop = new AbortController()
  // The first time that the plan gives way to others it is in the middle.
  setImmediate(() => {
    expect(existsSync(join(root, '.msvc/journal.json'))).toBe(true)
    expect(existsSync(join(root, 'fresh'))).toBe(true)
    stop.abort()
    // At once, not some time later.
    expect(readTree(root)).toEqual(before)
  })
  await expect(applyPlan(draft.finish(), { signal: stop.signal })).rejects.toMatchObject({ name: 'Interrupted' })
  expect(readTree(root)).toEqual(before)
})

const canMount = (() => {
  try {
    const probe = '/tmp/plan-mount-probe'
    mkdirSync(probe, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', probe], { stdio: 'ignore' })
    execFileSync('umount', [probe])
    return true
  } catch {
    console.log('mount is not permitted here: a full disk and a read-only one are not tried')
    return false
  }
})()

describe.skipIf(!canMount)('a file system', () => {
  const mounted = async (options: string, use: (root: string) => Promise<void>) => {
    const root = temporary()
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', root])
    try {
      await use(root)
    } finally {
      execFileSync('umount', [root])
    }
  }

  it.each([
    ['bytes', 'size=256k'],
    ['inodes', 'size=4m,nr_inodes=40'],
  ])('that runs out of %s changes nothing', (_, options) =>
    mounted(options, async (root) => {
      writeTree(root, start)
      const before = readTree(root)
      const draft = new PlanDraft(diskRepository(root))
      draft.edit('a.txt', () => '2')
      for (let index = 0; index < 50; index += 1) draft.create(`new/${index}`, 'x'.repeat(8192))
      await expect(applyPlan(draft.finish())).rejects.toMatchObject({ code: 'disk-full' })
      expect(readTree(root)).toEqual(before)
    }),
  )

  it('that is read-only is named', () =>
    mounted('size=256k', async (root) => {
      writeTree(root, start)
      const plan = everything(root)
      execFileSync('mount', ['-o', 'remount,ro', root])
      await expect(applyPlan(plan)).rejects.toMatchObject({ code: 'not-writable' })
    }))

  it('that is another than the root of the plan is named, and nothing changes', async () => {
    const root = prepared()
    const other = join(root, 'new')
    mkdirSync(other)
    execFileSync('mount', ['-t', 'tmpfs', 'none', other])
    try {
      const before = readTree(root)
      await expect(applyPlan(everything(root))).rejects.toMatchObject({ code: 'other-file-system' })
      expect(readTree(root)).toEqual(before)
    } finally {
      execFileSync('umount', [other])
    }
  })
})

it.skipIf(process.getuid?.() === 0)('names a folder without permission', async () => {
  const root = prepared()
  const plan = everything(root)
  chmodSync(join(root, 'gone'), 0o555)
  await expect(applyPlan(plan)).rejects.toMatchObject({ code: 'not-writable', problems: [{ place: { file: 'gone' } }] })
  chmodSync(join(root, 'gone'), 0o755)
})
