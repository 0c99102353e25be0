import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { changedFiles, commitAll, gitTopLevel, initRepository } from '../../src/process/git.ts'

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
  expect(await changedFiles(root, 'main')).toEqual(changed)
})

it('gives paths below the root where that is a folder of the repository', async () => {
  await initRepository(root)
  write('a')
  await commitAll(root, '1')
  mkdirSync(join(root, 'shop'))
  write('shop/b')
  write('c')
  expect(await changedFiles(join(root, 'shop'), 'HEAD')).toEqual(['b'])
})

it('takes everything for new against the empty tree', async () => {
  await initRepository(root)
  write('a')
  await commitAll(root, '1')
  write('b')
  expect(await changedFiles(root, '4b825dc642cb6eb9a060e54bf8d69288fbee4904')).toEqual(['a', 'b'])
})

it('explains an unknown ref, a missing repository and unrelated histories', async () => {
  await expect(changedFiles(root, 'main')).rejects.toMatchObject({ code: 'not-a-git-repository' })
  await initRepository(root)
  write('a')
  await commitAll(root, '1')
  await expect(changedFiles(root, 'origin/none')).rejects.toMatchObject({ code: 'unknown-ref' })
  await expect(changedFiles(root, '--output=/tmp/x')).rejects.toMatchObject({ code: 'unknown-ref' })
  git('checkout', '-q', '--orphan', 'other')
  await commitAll(root, 'other')
  await expect(changedFiles(root, 'main')).rejects.toMatchObject({ code: 'no-common-commit' })
})
