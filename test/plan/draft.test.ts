import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'
import { PlanDraft } from '../../src/plan/draft.ts'
import type { Operation } from '../../src/plan/operation.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const draftOver = (tree: Record<string, string | Uint8Array>, force = false) =>
  new PlanDraft(memoryRepository(tree), { force })

/** Operations in short: `+ a`, `~ a`, `- a`, `> a b`. */
function short(draft: PlanDraft): string[] {
  return draft.finish().operations.map(shortOperation)
}

function shortOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'create':
      return `+ ${operation.path}${operation.executable ? '*' : ''} ${operation.content}`
    case 'change':
      return `~ ${operation.path} ${operation.before}→${operation.content}`
    case 'delete':
      return `- ${operation.path} ${operation.before}`
    case 'move':
      return `> ${operation.path} ${operation.to}`
  }
}

function codesOf(run: () => unknown): string[] {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ code, place }) => `${code} ${place?.file}`)
    throw error
  }
  return []
}

it('refuses to change a file of UTF-16, which would be written as UTF-8', () => {
  const draft = draftOver({ a: Buffer.from('\uFEFFx', 'utf16le') })
  expect(codesOf(() => draft.edit('a', () => 'y'))).toEqual(['not-utf8 a'])
})

describe('create', () => {
  it('makes what is missing, sorted, and leaves what is the same', () => {
    const draft = draftOver({ same: '1' })
    draft.create('z', '3', { executable: true })
    draft.create('a/b', '2')
    draft.create('same', new Uint8Array([0x31]))
    expect(short(draft)).toEqual(['+ a/b 2', '+ z* 3'])
  })

  it('collects every file in the way, and says how to overwrite', () => {
    const draft = draftOver({ a: '1', b: '1', 'c/d': '1' })
    for (const path of ['a', 'b', 'c', 'e']) draft.create(path, '2')
    expect(codesOf(() => draft.finish())).toEqual(['file-in-the-way a', 'file-in-the-way b', 'file-in-the-way c'])
    expect(() => draft.finish()).toThrow(/a is there already/)
  })

  it('overwrites with force, though not a folder', () => {
    const draft = draftOver({ a: '1', 'c/d': '1' }, true)
    draft.create('a', '2')
    expect(short(draft)).toEqual(['~ a 1→2'])
    draft.create('c', '2')
    expect(codesOf(() => draft.finish())).toEqual(['file-in-the-way c'])
  })

  it('stays a conflict when what was created is edited', () => {
    const draft = draftOver({ a: '1' })
    draft.create('a', '2')
    draft.edit('a', (text) => `${text}!`)
    expect(codesOf(() => draft.finish())).toEqual(['file-in-the-way a'])
  })
})

describe('edit', () => {
  it('composes with what is staged', () => {
    const draft = draftOver({ a: '1' })
    draft.create('new', 'x')
    for (const path of ['a', 'a', 'new']) draft.edit(path, (text) => `${text}+`)
    expect(draft.read('a')).toBe('1++')
    expect(short(draft)).toEqual(['~ a 1→1++', '+ new x+'])
  })

  it('is nothing when the text comes out as it was', () => {
    const draft = draftOver({ a: '1' })
    draft.edit('a', () => '2')
    draft.edit('a', () => '1')
    expect(short(draft)).toEqual([])
  })

  it('keeps a BOM and CRLF', () => {
    const draft = draftOver({ a: '\uFEFFx\r\n' })
    draft.edit('a', (text) => text.replace('x', 'y'))
    draft.edit('a', (text) => `${text}z\r\n`)
    const [operation] = draft.finish().operations
    expect(operation).toMatchObject({ kind: 'change', content: '\uFEFFy\r\nz\r\n' })
  })

  it('of a missing file is an error that names it', () => {
    expect(codesOf(() => draftOver({}).edit('a', (text) => text))).toEqual(['missing-file a'])
  })
})

describe('delete and move', () => {
  it('deletes what is on disk and forgets what was only staged', () => {
    const draft = draftOver({ a: '1' })
    draft.create('b', '2')
    draft.delete('a')
    draft.delete('b')
    expect([draft.has('a'), draft.read('a'), draft.has('b')]).toEqual([false, undefined, false])
    expect(short(draft)).toEqual(['- a 1'])
  })

  it('moves a folder with what is edited in it before and after', () => {
    const draft = draftOver({ 's/old/a': '1', 's/old/b': '1', 's/old/c': '1' })
    draft.edit('s/old/a', () => '2')
    draft.move('s/old', 's/new')
    draft.edit('s/new/b', () => '2')
    draft.create('s/new/d', '2')
    draft.delete('s/new/c')
    expect(short(draft)).toEqual(['> s/old s/new', '~ s/new/a 1→2', '~ s/new/b 1→2', '- s/new/c 1', '+ s/new/d 2'])
    expect([draft.has('s/old/a'), draft.read('s/new/a'), draft.has('s/new')]).toEqual([false, '2', true])
  })

  it('deletes no folder, nor what is not there', () => {
    const draft = draftOver({ 'a/b': '1' })
    expect(codesOf(() => draft.delete('a'))).toEqual(['missing-file a'])
    expect(codesOf(() => draft.delete('c'))).toEqual(['missing-file c'])
  })

  it('moves twice', () => {
    const draft = draftOver({ a: '1' })
    draft.move('a', 'b')
    draft.move('b', 'c')
    expect(draft.read('c')).toBe('1')
    expect(short(draft)).toEqual(['> a b', '> b c'])
  })

  it('does not move onto anything, nor into itself', () => {
    const draft = draftOver({ a: '1', b: '1', 'f/x': '1' })
    expect(codesOf(() => draft.move('a', 'b'))).toEqual(['file-in-the-way b'])
    expect(codesOf(() => draft.move('f', 'f/g'))).toEqual(['file-in-the-way f/g'])
    expect(codesOf(() => draft.move('none', 'c'))).toEqual(['missing-file none'])
  })
})

describe('paths', () => {
  it.each([
    ['../x', 'path-outside-root'],
    ['a/../../x', 'path-outside-root'],
    ['/etc/x', 'path-outside-root'],
    ['C:/x', 'path-outside-root'],
    ['a//b', 'path-not-plain'],
    ['./a', 'path-not-plain'],
    ['.git/hooks/x', 'path-reserved'],
    ['sub/.GIT/config', 'path-reserved'],
    ['.msvc/lock', 'path-reserved'],
    ['a/con', 'path-not-portable'],
    ['NUL.txt', 'path-not-portable'],
    ['com1', 'path-not-portable'],
    ['a./b', 'path-not-portable'],
    ['a /b', 'path-not-portable'],
    ['a\\b', 'path-not-portable'],
    ['ab:c', 'path-not-portable'],
    ['a\u0001', 'path-not-portable'],
    ['x'.repeat(256), 'path-not-portable'],
    ['ü'.repeat(130), 'path-not-portable'],
    [`${'abc/'.repeat(60)}x`, 'path-not-portable'],
  ])('%s is refused', (path, code) => {
    const draft = draftOver({})
    draft.create(path, '')
    expect(codesOf(() => draft.finish())).toContain(`${code} ${path}`)
  })

  it.each(['console.ts', 'a/.gitignore', 'com10', 'aux-files/x', 'ü.md', 'services/a/.msvc.json', '...x'])(
    '%s is fine',
    (path) => {
      const draft = draftOver({})
      draft.create(path, '')
      expect(codesOf(() => draft.finish())).toEqual([])
    },
  )

  it('that differ only by case are refused, folders too', () => {
    const draft = draftOver({})
    for (const path of ['a/README.md', 'a/readme.md', 'Src/x', 'src/y']) draft.create(path, '')
    expect(codesOf(() => draft.finish())).toEqual(['paths-differ-by-case a/readme.md', 'paths-differ-by-case src/y'])
  })

  it('where one would be file and folder at once are refused', () => {
    const draft = draftOver({})
    draft.create('a', '')
    draft.create('a/b', '')
    expect(codesOf(() => draft.finish())).toEqual(['path-clash a/b'])
  })

  it('that exist may have any name', () => {
    const draft = draftOver({ 'aux.c': '1' })
    draft.edit('aux.c', () => '2')
    expect(short(draft)).toEqual(['~ aux.c 1→2'])
  })
})

it('runs a follow-up once', () => {
  const draft = draftOver({})
  for (const title of ['Install', 'Install again']) draft.run({ title, command: ['npm', 'install'], cwd: '.' })
  expect(draft.finish().followUps).toEqual([{ title: 'Install', command: ['npm', 'install'], cwd: '.' }])
})
