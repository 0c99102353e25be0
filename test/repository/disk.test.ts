import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'
import { diskRepository } from '../../src/repository/disk.ts'
import type { Repository } from '../../src/repository/repository.ts'

let root: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'disk-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(tree: Record<string, string | Uint8Array>, below = root) {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(below, path)), { recursive: true })
    writeFileSync(join(below, path), content)
  }
}
function git(...args: string[]) {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always', ...args], {
    cwd: root,
    stdio: 'ignore',
  })
}

const leftOut = (repository: Repository) => repository.unlisted?.().map(({ path }) => path)

describe('files outside git', () => {
  it('are all but well-known litter, sorted', () => {
    write({ 'b/x.ts': '', 'a.ts': '', 'node_modules/m/i.js': '', 'b/dist/x.js': '', '.msvc/lock': '', '.env': '' })
    expect(diskRepository(root).files()).toEqual(['.env', 'a.ts', 'b/x.ts'])
  })

  it('do not include links, nor what lies behind them', () => {
    write({ 'real/x.ts': '' })
    symlinkSync('real', join(root, 'folder-link'))
    symlinkSync('real/x.ts', join(root, 'file-link'))
    expect(diskRepository(root).files()).toEqual(['real/x.ts'])
  })

  it('are none where the root does not exist', () => {
    expect(diskRepository(join(root, 'missing')).files()).toEqual([])
  })
})

describe.skipIf(process.getuid?.() === 0)('a folder that is closed', () => {
  const shut = (folder: string) => chmodSync(join(root, folder), 0)
  afterEach(() => {
    for (const folder of ['secret', 'secret/deep', 'a', 'a/b']) chmodSync(join(root, folder), 0o755)
  })
  beforeEach(() => write({ 'secret/deep/x.ts': '', 'a/b/y.ts': '', 'z.ts': '' }))

  it('is told, and all else is read', () => {
    shut('secret')
    shut('a/b')
    const repository = diskRepository(root)
    expect([repository.files(), leftOut(repository)]).toEqual([['z.ts'], ['a/b/', 'secret/']])
  })

  it('is told where git knows what is in it', () => {
    git('init', '-q')
    git('add', '.')
    shut('secret/deep')
    shut('a')
    const repository = diskRepository(root)
    expect([repository.files(), leftOut(repository)]).toEqual([['z.ts'], ['a/', 'secret/deep/']])
  })

  it('ends no run, whatever is asked of what lies there', () => {
    shut('secret')
    const repository = diskRepository(root)
    expect(repository.kind('secret/deep/x.ts')).toBeUndefined()
    expect(repository.read('secret/deep/x.ts')).toBeUndefined()
    expect(() => repository.read('secret/x.ts')).toThrow(UserError)
  })
})

describe('what is left out of the files', () => {
  it.each(['with git', 'without'])('is told where a name is not UTF-8: %s', (how) => {
    if (how === 'with git') git('init', '-q')
    write({ 'a.ts': '' })
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'caf')), Buffer.from([0xe9]), Buffer.from('.ts')]), '')
    const repository = diskRepository(root)
    expect(repository.files()).toEqual(['a.ts'])
    expect(repository.unlisted?.()).toEqual([{ path: 'caf\uFFFD.ts', why: 'its name is not UTF-8' }])
  })

  it('is told where git has checked out a part', () => {
    git('init', '-q')
    write({ 'a/x.ts': '', 'b/y.ts': '', 'b/c/z.ts': '', 'm.ts': '' })
    symlinkSync('m.ts', join(root, 'a/link.ts'))
    git('add', '.')
    git('commit', '-qm', 'x')
    rmSync(join(root, 'm.ts'))
    expect(leftOut(diskRepository(root))).toEqual([])
    git('sparse-checkout', 'set', '--no-cone', '/a/')
    expect(diskRepository(root).files()).toEqual(['a/x.ts'])
    expect(diskRepository(root).unlisted?.()).toEqual([
      { path: 'b/', why: 'left out of the checkout (git sparse-checkout)' },
      { path: 'm.ts', why: 'left out of the checkout (git sparse-checkout)' },
    ])
  })

  it('is told of a repository in the repository that it does not hold', () => {
    git('init', '-q')
    git('init', '-q', 'services/a')
    write({ 'services/a/x.ts': '', 'z.ts': '' })
    const repository = diskRepository(root)
    expect([repository.files(), leftOut(repository)]).toEqual([['z.ts'], ['services/a/']])
  })
})

describe('files in git', () => {
  beforeEach(() => git('init', '-q'))

  it('are the tracked and the untracked, not the ignored nor the deleted', () => {
    write({ '.gitignore': 'out/\n', 'out/x': '', 'tracked.ts': '', 'gone.ts': '', 'dist/tracked.js': '' })
    git('add', '.')
    rmSync(join(root, 'gone.ts'))
    write({ 'new dir/ü\n.ts': '', 'node_modules/m/i.js': '', '.msvc/lock': '' })
    expect(diskRepository(root).files()).toEqual(['.gitignore', 'dist/tracked.js', 'new dir/ü\n.ts', 'tracked.ts'])
  })

  it('are listed once in the middle of a merge conflict', () => {
    write({ 'a.ts': '1' })
    git('add', '.')
    git('commit', '-qm', '1')
    git('checkout', '-qb', 'other')
    write({ 'a.ts': '2' })
    git('commit', '-qam', '2')
    git('checkout', '-q', '-')
    write({ 'a.ts': '3' })
    git('commit', '-qam', '3')
    expect(() => git('merge', 'other')).toThrow()
    expect(diskRepository(root).files()).toEqual(['a.ts'])
  })

  it('do not include links, tracked or not', () => {
    write({ 'real/x.ts': '' })
    symlinkSync('real/x.ts', join(root, 'tracked-link'))
    git('add', '.')
    symlinkSync('real', join(root, 'untracked-link'))
    expect(diskRepository(root).files()).toEqual(['real/x.ts'])
  })

  it('include those of a submodule that is checked out, not those of a stray clone', () => {
    const other = realpathSync(mkdtempSync(join(tmpdir(), 'disk-sub-')))
    write({ 'main.go': '' }, other)
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-qm', '1'],
    ])
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: other })
    git('submodule', '--quiet', 'add', other, 'services/pay')
    git('clone', '-q', other, 'stray')
    expect(diskRepository(root).files()).toEqual(['.gitmodules', 'services/pay/main.go'])
    rmSync(other, { recursive: true })
  })

  it('are those below the root when that is a folder of the repository', () => {
    write({ 'apps/shop/a.ts': '', 'other.ts': '' })
    expect(diskRepository(join(root, 'apps/shop')).files()).toEqual(['a.ts'])
  })

  it('are not found where a link took the place of their folder', () => {
    write({ 'services/a/x.ts': '', 'real/x.ts': '' })
    git('add', '.')
    rmSync(join(root, 'services/a'), { recursive: true })
    symlinkSync('../real', join(root, 'services/a'))
    expect(diskRepository(root).files()).toEqual(['real/x.ts'])
  })

  it('are found by a walk when the repository around the root ignores it', () => {
    write({ '.gitignore': 'sandbox\n', 'sandbox/shop/a.ts': '' })
    expect(diskRepository(join(root, 'sandbox/shop')).files()).toEqual(['a.ts'])
  })

  it('do not depend on the variables that git sets in a hook', () => {
    write({ 'apps/a.ts': '' })
    process.env.GIT_DIR = '/nowhere'
    try {
      expect(diskRepository(join(root, 'apps')).files()).toEqual(['a.ts'])
    } finally {
      delete process.env.GIT_DIR
    }
  })
})

describe('reading', () => {
  it('strips a BOM and keeps CRLF; bytes are as they lie', () => {
    write({ 'a.txt': '\uFEFFa\r\nb' })
    expect(diskRepository(root).read('a.txt')).toBe('a\r\nb')
    expect(diskRepository(root).readBytes('a.txt')?.length).toBe(7)
  })

  it('takes U+FFFD for what it is when the file holds it', () => {
    write({ 'a.txt': '\uFEFF\uFFFD?' })
    expect(diskRepository(root).read('a.txt')).toBe('\uFFFD?')
  })

  it('reads a file whole, however long it is', () => {
    const long = 'é–'.repeat(200_000)
    write({ 'long.txt': long, 'short.txt': 'short', 'empty.txt': '' })
    const repository = diskRepository(root)
    expect(repository.read('long.txt')).toBe(long)
    expect(repository.read('short.txt')).toBe('short')
    expect(repository.read('empty.txt')).toBe('')
  })

  it('names the file and line of what is no UTF-8', () => {
    write({ 'a.yaml': Buffer.from('name: x\ncity: K\xf6ln\n', 'latin1') })
    const read = () => diskRepository(root).read('a.yaml')
    expect(read).toThrow(UserError)
    expect(read).toThrow('a.yaml is not UTF-8: line 2')
  })

  it('finds nothing in folders, missing files and pipes', () => {
    write({ 'a/b': '' })
    execFileSync('mkfifo', [join(root, 'pipe')])
    const repository = diskRepository(root)
    expect(['a', 'c', 'a/b/c', 'pipe'].map((path) => repository.read(path) || undefined)).toEqual(
      Array(4).fill(undefined),
    )
    expect(['a', 'a/b', 'c', 'pipe'].map((path) => repository.kind(path))).toEqual([
      'folder',
      'file',
      undefined,
      'other',
    ])
  })

  it('sees a folder that was made after a first look', () => {
    const repository = diskRepository(join(root, 'later'))
    expect(repository.read('x/a')).toBeUndefined()
    write({ 'later/x/a': '1' })
    expect(repository.read('x/a')).toBe('1')
  })

  it('follows links inside the root and none out of it', () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'disk-out-')))
    write({ secret: 's' }, outside)
    write({ 'inside/x': 'i' })
    symlinkSync(join(outside, 'secret'), join(root, 'out-file'))
    symlinkSync(outside, join(root, 'out-folder'))
    symlinkSync('inside/x', join(root, 'in-file'))
    symlinkSync('inside', join(root, 'in-folder'))
    const { read, kind } = diskRepository(root)
    expect(
      ['out-file', 'out-folder/secret', `../${outside.split('/').pop()}/secret`, join(outside, 'secret')].map(read),
    ).toEqual(Array(4).fill(undefined))
    expect(read('in-file')).toBe('i')
    expect(read('in-folder/x')).toBe('i')
    expect(kind('out-file')).toBe('link')
    expect(kind('out-folder/secret')).toBeUndefined()
    rmSync(outside, { recursive: true })
  })
})

it('does not read a dump of data, which would take all memory', () => {
  writeFileSync(join(root, 'dump.sql'), '')
  // Sparse: it takes no room on disk, and would be read without a fault.
  truncateSync(join(root, 'dump.sql'), 100_000_000)
  expect(() => diskRepository(root).read('dump.sql')).toThrow('dump.sql is too large to be read.')
})
