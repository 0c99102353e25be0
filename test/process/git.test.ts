import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changesSince, commitAll, gitPrefix, gitTopLevel, initRepository } from '../../src/process/git.ts'
import { gitBlobs } from '../../src/process/git-blobs.ts'
import { gitFiles } from '../../src/process/git-files.ts'
import { stagedChanges } from '../../src/process/git-index.ts'

let root: string
let saved: NodeJS.ProcessEnv

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'git-')))
  saved = { ...process.env }
  const person = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' }
  // Nothing of the machine's own configuration takes part.
  Object.assign(process.env, person, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' })
})
afterEach(() => {
  process.env = saved
  rmSync(root, { recursive: true, force: true })
})

const write = (path: string, text = '') => writeFileSync(join(root, path), text)
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()

it('tells a repository that is spoilt from none', async () => {
  await expect(changesSince(root, 'main')).rejects.toThrow('is not in a git repository')
  git('init', '-q')
  write('.git/HEAD', '')
  await expect(changesSince(root, 'main')).rejects.toThrow(`git takes ${join(root, '.git')} for no repository`)
  await expect(stagedChanges(root)).rejects.toThrow('for no repository')
})

it('makes a repository with a first commit on main', async () => {
  expect(await gitTopLevel(root)).toBeUndefined()
  await initRepository(root)
  write('a')
  expect(await commitAll(root, 'First: "ü"')).toEqual({ kind: 'committed' })
  expect(git('log', '--format=%D %s')).toBe('HEAD -> main First: "ü"')
  expect(git('status', '--porcelain')).toBe('')
  expect(await commitAll(root, 'Again')).toEqual({ kind: 'nothing-to-commit' })
  mkdirSync(join(root, 'b'))
  expect(await gitTopLevel(join(root, 'b'))).toBe(root)
})

it('follows the default branch of the user', async () => {
  Object.assign(process.env, {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'init.defaultBranch',
    GIT_CONFIG_VALUE_0: 'dev',
  })
  await initRepository(root)
  expect(git('symbolic-ref', '--short', 'HEAD')).toBe('dev')
})

it('does not fail for want of an identity, nor by a hook', async () => {
  await initRepository(root)
  write('a')
  writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o755 })
  expect(await commitAll(root, 'x')).toEqual({ kind: 'failed', output: 'no' })
  for (const name of ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL', 'EMAIL']) {
    delete process.env[name]
  }
  git('config', 'user.useConfigOnly', 'true')
  expect(await commitAll(root, 'x')).toEqual({ kind: 'no-identity' })
})

it('lists what changed since the branches parted, whatever its state', async () => {
  await initRepository(root)
  for (const path of ['kept', 'committed', 'renamed', 'deleted', 'edited']) write(path, `${path}\n`)
  await commitAll(root, '1')
  git('checkout', '-qb', 'work')
  write('committed', '2')
  git('mv', 'renamed', 'new ü')
  await commitAll(root, '2')
  git('checkout', '-q', 'main')
  write('kept', 'changed on main only')
  await commitAll(root, '3')
  git('checkout', '-q', 'work')
  rmSync(join(root, 'deleted'))
  write('edited', '2')
  write('.gitignore', 'ignored\n')
  write('ignored')
  const changed = ['.gitignore', 'committed', 'deleted', 'edited', 'new ü', 'renamed']
  expect((await changesSince(root, 'main')).files).toEqual(changed)
})

it('gives paths below the root where that is a folder of the repository', async () => {
  await initRepository(root)
  write('a')
  await commitAll(root, '1')
  mkdirSync(join(root, 'shop'))
  write('shop/b')
  write('c')
  expect((await changesSince(join(root, 'shop'), 'HEAD')).files).toEqual(['b'])
})

it('takes everything for new against the empty tree', async () => {
  await initRepository(root)
  write('a')
  await commitAll(root, '1')
  write('b')
  expect((await changesSince(root, '4b825dc642cb6eb9a060e54bf8d69288fbee4904')).files).toEqual(['a', 'b'])
})

it('explains an unknown ref, a missing repository and unrelated histories', async () => {
  await expect(changesSince(root, 'main')).rejects.toMatchObject({ code: 'not-a-git-repository' })
  await initRepository(root)
  await expect(changesSince(root, 'HEAD')).rejects.toMatchObject({ code: 'no-commits' })
  write('a')
  await commitAll(root, '1')
  await expect(changesSince(root, 'origin/none')).rejects.toMatchObject({ code: 'unknown-ref' })
  await expect(changesSince(root, '--output=/tmp/x')).rejects.toMatchObject({ code: 'unknown-ref' })
  git('checkout', '-q', '--orphan', 'other')
  await commitAll(root, 'other')
  await expect(changesSince(root, 'main')).rejects.toMatchObject({ code: 'no-common-commit' })
})

it('tells what stands before a path from the top', async () => {
  expect(await gitPrefix(root)).toBe('')
  await initRepository(root)
  mkdirSync(join(root, 'a/b ü'), { recursive: true })
  expect(await gitPrefix(join(root, 'a/b ü'))).toBe('a/b ü/')
})

describe('gitBlobs', () => {
  const texts = (from: string, ...paths: string[]) =>
    [...gitBlobs(root, from, paths)].map(([path, bytes]) => [path, bytes && Buffer.from(bytes).toString()])

  it('reads files of a commit and of the index, byte for byte', async () => {
    await initRepository(root)
    write('a ü', 'one\n')
    write('empty')
    writeFileSync(join(root, 'bytes'), Buffer.from([0, 255, 10, 10]))
    await commitAll(root, '1')
    write('a ü', 'two')
    git('add', '--all')
    write('a ü', 'three')
    expect(texts('HEAD', 'a ü', 'none', 'empty')).toEqual([
      ['a ü', 'one\n'],
      ['none', undefined],
      ['empty', ''],
    ])
    expect(texts('', 'a ü', 'none\nor', 'none')).toEqual([
      ['a ü', 'two'],
      ['none', undefined],
    ])
    expect([...(gitBlobs(root, 'HEAD', ['bytes']).get('bytes') ?? [])]).toEqual([0, 255, 10, 10])
  })

  it('takes paths below the folder, and no folder for a file', async () => {
    await initRepository(root)
    mkdirSync(join(root, 'shop/x'), { recursive: true })
    write('shop/x/a', '1')
    await commitAll(root, '1')
    const blobs = gitBlobs(join(root, 'shop'), 'HEAD', ['x/a', 'x'])
    expect([...blobs].map(([path, bytes]) => [path, bytes?.length])).toEqual([
      ['x/a', 1],
      ['x', undefined],
    ])
  })
})

describe('stagedChanges', () => {
  it('tells the staged from what is not, below the root', async () => {
    await initRepository(root)
    mkdirSync(join(root, 'shop'))
    for (const name of ['shop/a', 'shop/b', 'shop/c', 'shop/d', 'other']) write(name)
    await commitAll(root, '1')
    write('shop/a', '1')
    write('other', '1')
    git('rm', '--quiet', 'shop/b')
    git('add', 'shop/a', 'other')
    write('shop/a', '2')
    write('shop/c', '2')
    rmSync(join(root, 'shop/d'))
    write('shop/new')
    const { base, files, unstaged } = await stagedChanges(join(root, 'shop'))
    expect(base).toBe(git('rev-parse', 'HEAD'))
    expect({ files, unstaged }).toEqual({ files: ['a', 'b'], unstaged: ['a', 'c', 'd', 'new'] })
  })

  it('works before the first commit', async () => {
    await initRepository(root)
    write('a')
    write('b')
    git('add', 'a')
    const { base, files, unstaged } = await stagedChanges(root)
    expect({ files, unstaged }).toEqual({ files: ['a'], unstaged: ['b'] })
    expect([...gitBlobs(root, base, files).values()]).toEqual([undefined])
  })

  it('heeds the index that a hook is told of, if it is of this repository', async () => {
    await initRepository(root)
    write('a')
    await commitAll(root, '1')
    write('a', '1')
    process.env['GIT_INDEX_FILE'] = '.git/other'
    execFileSync('git', ['read-tree', 'HEAD'], { cwd: root })
    execFileSync('git', ['add', 'a'], { cwd: root })
    expect((await stagedChanges(root)).files).toEqual(['a'])
    process.env['GIT_INDEX_FILE'] = join(tmpdir(), 'elsewhere/.git/index')
    expect((await stagedChanges(root)).files).toEqual([])
  })

  it('needs a repository', async () => {
    await expect(stagedChanges(root)).rejects.toMatchObject({ code: 'not-a-git-repository' })
  })
})

it.skipIf(process.getuid?.() !== 0)('says so where git refuses a folder that belongs to somebody else', async () => {
  await initRepository(root)
  execFileSync('chown', ['-R', 'nobody', root])
  await expect(gitTopLevel(root)).rejects.toMatchObject({ code: 'git-refuses' })
  expect(() => gitFiles(root, [])).toThrow('belongs to somebody else')
})
