import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/plan/apply.ts'
import { PlanDraft } from '../../src/plan/draft.ts'
import { withWriteLock } from '../../src/plan/lock.ts'
import { diskRepository } from '../../src/repository/disk.ts'
import { before, stageEverything } from './processes/plans.ts'
import { type Mishap, seeded, startWriter } from './processes/start.ts'
import { readTree, temporary } from './tree.ts'

/** How often a process is killed in each test; CI asks for more. */
const kills = Number(process.env.MSVC_KILLS ?? 12)
const seed = Number(process.env.MSVC_SEED ?? 1)

/** Trees that are allowed after a recovery: as before, and complete. */
async function bothEnds(): Promise<{ start: string[]; end: string[] }> {
  const root = temporary(before)
  const start = readTree(root)
  const draft = new PlanDraft(diskRepository(root))
  stageEverything(draft)
  await applyPlan(draft.finish())
  return { start, end: readTree(root) }
}

/** What the next command does first. */
const nextCommand = (root: string) => withWriteLock(root, { command: 'next' }, async () => {})

/** The number of calls of the file system in a run that nobody kills. */
async function callsOf(task: string, makeRoot: () => string, mishap: Mishap = {}): Promise<number> {
  const isKilled = async (at: number) =>
    (await startWriter(task, makeRoot(), { ...mishap, at }).ended).signal === 'SIGKILL'
  let [low, high] = [0, 1000]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (await isKilled(middle)) low = middle
    else high = middle
  }
  return high
}

describe('kill -9', { timeout: 20_000 + kills * 2_000 }, () => {
  it.each<[string, Mishap]>([
    ['', {}],
    [', where there are no hard links,', { withoutHardLinks: true }],
  ])('before any call of the file system%s leaves the tree as before or complete', async (_, mishap) => {
    const { start, end } = await bothEnds()
    const calls = await callsOf('everything', () => temporary(before), mishap)
    expect(calls).toBeGreaterThan(60)
    const stride = Math.max(1, calls / kills)
    const outcomes = { start: 0, end: 0 }
    for (let at = seed % stride; at < calls; at += stride) {
      const root = temporary(before)
      const { signal } = await startWriter('everything', root, { ...mishap, at: Math.floor(at) }).ended
      expect(signal).toBe('SIGKILL')
      await nextCommand(root)
      const tree = readTree(root)
      expect([start, end], `killed before call ${Math.floor(at)}`).toContainEqual(tree)
      outcomes[tree.join() === start.join() ? 'start' : 'end'] += 1
    }
    expect(outcomes.start).toBeGreaterThan(0)
    expect(outcomes.end).toBeGreaterThan(0)
  })

  it('of the recovery too leaves the tree as before', async () => {
    const { start, end } = await bothEnds()
    const random = seeded(seed)
    const calls = await callsOf('everything', () => temporary(before))
    for (let round = 0; round < kills / 2; round += 1) {
      const root = temporary(before)
      const [first = 0, second = 0, third = 0] = [random, random, random].map((next) => Math.floor(next() * calls))
      await startWriter('everything', root, { at: first }).ended
      await startWriter('nothing', root, { at: second }).ended
      await startWriter('nothing', root, { at: third }).ended
      await nextCommand(root)
      expect([start, end], `killed before calls ${first}, ${second}, ${third}`).toContainEqual(readTree(root))
    }
  })

  it('at random moments from outside leaves the tree as before or complete', async () => {
    const { start, end } = await bothEnds()
    const random = seeded(seed)
    for (let round = 0; round < kills; round += 1) {
      const root = temporary(before)
      const writer = startWriter('everything', root)
      await writer.printed('writing')
      await setTimeout(random() * 12)
      writer.child.kill('SIGKILL')
      await writer.ended
      await nextCommand(root)
      expect([start, end], `round ${round}`).toContainEqual(readTree(root))
    }
  })

  it('removes a root that was being made, unless it is complete', async () => {
    const calls = await callsOf('first', () => join(temporary(), 'deep/shop'))
    const complete = ['deep/', 'deep/shop/', 'deep/shop/a: 1', 'deep/shop/b/', 'deep/shop/b/c: 2']
    // Before its fourth call no lock says yet who made the folders: they stay, and are empty.
    for (let at = 4; at < calls; at += Math.max(1, calls / kills)) {
      const above = temporary()
      const root = join(above, 'deep/shop')
      expect((await startWriter('first', root, { at: Math.floor(at) }).ended).signal).toBe('SIGKILL')
      await nextCommand(root)
      expect([[], complete], `killed before call ${Math.floor(at)}`).toContainEqual(readTree(above))
    }
  })
})

it('takes few calls of the file system for each file', async () => {
  const each = (await callsOf('service', temporary)) - (await callsOf('nothing', temporary))
  console.log(`25 new files in 7 new folders: ${each} calls`)
  // A file is looked for when it is drafted and when it is placed, opened, written, and renamed.
  expect(each).toBeLessThan(25 * 5 + 40)
})

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  it('in the middle of the write undoes it', { timeout: 60_000 }, async () => {
    const root = temporary(before)
    const start = readTree(root)
    const writer = startWriter('many', root)
    await writer.printed('writing')
    while (!diskRepository(root).kind('many')) await setTimeout(1)
    writer.child.kill(signal)
    expect(await writer.ended).toMatchObject({ code: 2, stdout: expect.stringContaining('Interrupted') })
    expect(readTree(root)).toEqual(start)
  })

  it('while waiting for the lock leaves nothing', { timeout: 60_000 }, async () => {
    const root = temporary(before)
    const start = readTree(root)
    const holder = startWriter('hold', root)
    await holder.printed('held')
    const waiter = startWriter('everything', root)
    await setTimeout(5_000)
    waiter.child.kill(signal)
    expect(await waiter.ended).toMatchObject({ code: 2, stdout: 'Interrupted\n' })
    holder.child.kill(signal)
    expect(await holder.ended).toMatchObject({ code: 2, stdout: expect.stringContaining('Interrupted') })
    expect(readTree(root)).toEqual(start)
  })
})
