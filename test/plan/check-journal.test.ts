import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withWriteLock } from '../../src/plan/lock.ts'
import { readTree, temporary } from './tree.ts'

const remove = (path: string, backup = '0.old') => ({ kind: 'remove', path, over: { before: 'x', backup } })

it.each([
  ['nothing', null],
  ['no steps', { version: 1, stage: 'stage-a' }],
  ['another version', { version: 2, stage: 'stage-a', steps: [] }],
  ['a stage elsewhere', { version: 1, stage: '../..', steps: [] }],
  ['a step above the root', { version: 1, stage: 'stage-a', steps: [remove('../evil.sh')] }],
  ['an absolute step', { version: 1, stage: 'stage-a', steps: [remove('/tmp/evil.sh')] }],
  ['a step into git', { version: 1, stage: 'stage-a', steps: [remove('.git/hooks/post-checkout')] }],
  ['a step through a link', { version: 1, stage: 'stage-a', steps: [remove('link/evil.sh')] }],
  ['a backup elsewhere', { version: 1, stage: 'stage-a', steps: [remove('a', '../../secret')] }],
  ['a step of no kind', { version: 1, stage: 'stage-a', steps: [{ kind: 'run', path: 'a' }] }],
])('a journal with %s is not followed', async (_, journal) => {
  const above = temporary()
  const root = join(above, 'root')
  mkdirSync(join(root, '.msvc/stage-a'), { recursive: true })
  mkdirSync(join(above, 'out'))
  symlinkSync('../out', join(root, 'link'))
  writeFileSync(join(root, '.msvc/stage-a/0.old'), 'PAYLOAD')
  writeFileSync(join(root, '.msvc/journal.json'), JSON.stringify(journal))
  const before = readTree(above).filter((line) => !line.includes('.msvc'))
  const recovering = withWriteLock(root, { command: 'msvc test' }, async () => {})
  await expect(recovering).rejects.toMatchObject({ code: 'journal-foreign' })
  expect(readTree(above).filter((line) => !line.includes('.msvc'))).toEqual(before)
})
