import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/plan/apply.ts'
import { checkDisk } from '../../src/plan/check-disk.ts'
import { PlanDraft } from '../../src/plan/draft.ts'
import { commitJournal, openJournal } from '../../src/plan/journal.ts'
import { type Recovery, recover } from '../../src/plan/recover.ts'
import { stage } from '../../src/plan/stage.ts'
import { carryOut } from '../../src/plan/step.ts'
import { diskRepository } from '../../src/repository/disk.ts'
import { before, stageEverything } from './processes/plans.ts'
import { readTree, temporary, writeTree } from './tree.ts'

/** A tree in which a command was cut off after so many steps, all of them if not said. */
function cutOff(steps = 99): { root: string; start: string[] } {
  const root = temporary(before)
  const start = readTree(root)
  const draft = new PlanDraft(diskRepository(root))
  stageEverything(draft)
  mkdirSync(join(root, '.msvc'))
  const journal = stage(root, 'stage-1', checkDisk(root, draft.finish().operations).sighted)
  openJournal(root, journal)
  for (const step of journal.steps.slice(0, steps)) carryOut(root, journal, step)
  return { root, start }
}

describe('recovery', () => {
  it('undoes what was done, after any number of steps', () => {
    for (let steps = 0; steps < 14; steps += 1) {
      const { root, start } = cutOff(steps)
      expect(recover(root)).toEqual({ outcome: 'undone', kept: [] })
      expect(readTree(root), `after ${steps} steps`).toEqual(start)
    }
  })

  it('only tidies up after a command that had done all', () => {
    const { root } = cutOff()
    const end = readTree(root).filter((line) => !line.startsWith('.msvc'))
    commitJournal(root)
    expect(recover(root)).toEqual({ outcome: 'finished', kept: [] })
    expect(readTree(root)).toEqual(end)
    expect(recover(root)).toEqual({ outcome: 'nothing', kept: [] })
  })

  it('does nothing where there is no root', () => {
    expect(recover('/no/such/root').outcome).toBe('nothing')
  })

  it('says what to do about a journal that lost its content', () => {
    const { root } = cutOff()
    writeFileSync(join(root, '.msvc/journal.json'), '')
    expect(() => recover(root)).toThrow(/journal.json cannot be read/)
  })
})

describe('what somebody wrote since', () => {
  const rest = (lines: readonly string[], ...paths: string[]) =>
    lines.filter((line) => !paths.some((path) => line.startsWith(path)))

  it.each<[string, (root: string) => void, Recovery['kept'], string]>([
    [
      'over a changed file',
      (root) => writeTree(root, { 'a.txt': 'theirs' }),
      [{ path: 'a.txt', earlier: '.msvc/kept/a.txt' }],
      'a.txt',
    ],
    ['over a new file', (root) => writeTree(root, { 'new/tool': 'theirs' }), [{ path: 'new/tool' }], 'new/tool'],
    [
      'where a file was deleted',
      (root) => writeTree(root, { 'gone/z': 'theirs' }),
      [{ path: 'gone/z', earlier: '.msvc/kept/gone/z' }],
      'gone/z',
    ],
    [
      'where a folder was moved away',
      (root) => writeTree(root, { 'old/x': 'theirs' }),
      [{ path: 'old', earlier: 'fresh/folder' }],
      'old/x',
    ],
  ])('%s stays, and so does what was there before', (_, write, kept, path) => {
    const { root, start } = cutOff()
    write(root)
    expect(recover(root)).toEqual({ outcome: 'undone', kept })
    expect(readFileSync(join(root, path), 'utf8')).toBe('theirs')
    for (const { path: left, earlier } of kept) {
      if (earlier === undefined) continue
      const text = (of: string) => readFileSync(join(root, of), 'utf8')
      const [now, then] = left === 'old' ? [`${earlier}/x`, 'old/x'] : [earlier, left]
      expect(text(now)).toBe((before as Record<string, string>)[then])
    }
    const touched = ['.msvc', 'new', 'fresh', 'gone', 'old', path]
    expect(rest(readTree(root), ...touched)).toEqual(rest(start, ...touched))
  })

  it('in a new folder stays', () => {
    const { root, start } = cutOff()
    writeTree(root, { 'new/deep/theirs': 'theirs' })
    expect(recover(root)).toEqual({ outcome: 'undone', kept: [] })
    expect(rest(readTree(root), 'new')).toEqual(start)
    expect(readTree(join(root, 'new'))).toEqual(['deep/', 'deep/theirs: theirs'])
  })

  it('is not brought back when it was a deletion', () => {
    const { root, start } = cutOff()
    rmSync(join(root, 'a.txt'))
    rmSync(join(root, 'new/tool'))
    expect(recover(root)).toEqual({ outcome: 'undone', kept: [] })
    expect(readTree(root)).toEqual(rest(start, 'a.txt'))
  })
})

it('is asked for before anything else is applied', async () => {
  const { root, start } = cutOff()
  const operations = [{ kind: 'create', path: 'other', content: '' }] as const
  await expect(applyPlan({ root, operations, followUps: [] })).rejects.toMatchObject({ code: 'unfinished' })
  recover(root)
  expect(readTree(root)).toEqual(start)
})
