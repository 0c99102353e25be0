import { mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { withWriteLock } from '../../src/plan/lock.ts'
import { type LockHolder, thisProcess } from '../../src/plan/lock-holder.ts'
import { hasWriter } from '../../src/plan/state-folder.ts'
import { type Mishap, startWriter, type Writer } from './processes/start.ts'
import { readTree, temporary } from './tree.ts'

const lockOf = (root: string) => join(root, '.msvc/lock')
const readLock = (root: string) => JSON.parse(readFileSync(lockOf(root), 'utf8')) as LockHolder

function leaveLock(root: string, content: Partial<LockHolder> | string): void {
  mkdirSync(join(root, '.msvc'), { recursive: true })
  const whole = { ...thisProcess('an earlier command', 'n1'), ...(typeof content === 'string' ? {} : content) }
  writeFileSync(lockOf(root), typeof content === 'string' ? content : JSON.stringify(whole))
}

const enter = (root: string, waitMs = 0) =>
  withWriteLock(root, { command: 'msvc test', waitMs }, async () => readLock(root).command)

async function stoppedOrEnded({ child }: Writer): Promise<void> {
  while (child.exitCode === null && !/\) T /.test(readFileSync(`/proc/${child.pid}/stat`, 'utf8'))) await setTimeout(10)
}

/** A process number that nobody has. */
async function endedProcess(): Promise<number> {
  const { child, ended } = startWriter('nothing', temporary())
  await ended
  return child.pid ?? 0
}

describe('the write lock', () => {
  it('is held, hidden from git, and gone afterwards with all that is ours', async () => {
    const root = temporary({ a: '1' })
    const inside = await withWriteLock(root, { command: 'msvc test' }, async () => readTree(root))
    expect(inside.map((line) => line.split(':')[0])).toEqual(['.msvc/', '.msvc/.gitignore', '.msvc/lock', 'a'])
    expect(readTree(root)).toEqual(['a: 1'])
  })

  it('leaves what is kept between runs, which is no sign of a writer', async () => {
    const root = temporary({ '.msvc/cache/tree': '1' })
    expect(hasWriter(root)).toBe(false)
    await withWriteLock(root, { command: 'msvc test' }, async () => expect(hasWriter(root)).toBe(true))
    expect(readTree(root)).toEqual(['.msvc/', '.msvc/cache/', '.msvc/cache/tree: 1'])
    expect(hasWriter(root)).toBe(false)
  })

  it('is given up when the work fails, and a root made for it is removed', async () => {
    const above = temporary()
    const failing = withWriteLock(join(above, 'x/y'), { command: '' }, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(readTree(above)).toEqual([])
  })

  it('makes the second wait for the first', async () => {
    const root = temporary()
    const order: string[] = []
    const first = withWriteLock(root, { command: 'first' }, async () => {
      await setTimeout(200)
      order.push('first')
    })
    const heard: string[] = []
    const onWait = ({ command }: LockHolder) => heard.push(command)
    await withWriteLock(root, { command: 'second', onWait }, async () => order.push('second'))
    await first
    expect([order, heard]).toEqual([['first', 'second'], ['first']])
  })

  it('says who holds it when the wait is over', async () => {
    const root = temporary()
    await withWriteLock(root, { command: 'msvc add-service a' }, async () => {
      await expect(enter(root, 100)).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringMatching(
          new RegExp(`msvc add-service a .process ${process.pid} on ${hostname()}, since 2`),
        ),
        problems: [{ hint: expect.stringContaining(lockOf(root)) }],
      })
    })
    expect(readTree(root)).toEqual([])
  })

  it('leaves alone the lock of another after ours was removed by hand', async () => {
    const root = temporary()
    await withWriteLock(root, { command: '' }, async () => {
      rmSync(join(root, '.msvc'), { recursive: true })
      leaveLock(root, {})
    })
    expect(readLock(root).nonce).toBe('n1')
  })

  it('is not written through a link', async () => {
    const [root, outside] = [temporary(), temporary()]
    symlinkSync(outside, join(root, '.msvc'))
    await expect(enter(root)).rejects.toMatchObject({ code: 'symbolic-link' })
    expect(readTree(outside)).toEqual([])
  })
})

describe('a lock that was left', () => {
  it.each<[string, () => Partial<LockHolder> | Promise<Partial<LockHolder>>]>([
    ['by a process that ended', async () => ({ pid: await endedProcess() })],
    ['by one whose number another process has now', () => ({ started: '1' })],
    ['before the machine was started anew', () => ({ boot: 'another' })],
  ])('%s is taken over', async (_, holder) => {
    const root = temporary()
    leaveLock(root, await holder())
    expect(await enter(root)).toBe('msvc test')
    expect(readTree(root)).toEqual([])
  })

  it.each<[string, Partial<LockHolder>]>([
    ['this very process', {}],
    ['another machine', { host: 'elsewhere', pid: 1 }],
    ['another container on this machine', { namespace: 'pid:[1]', pid: 999_999_999 }],
  ])('by %s counts as held', async (_, holder) => {
    const root = temporary()
    leaveLock(root, holder)
    await expect(enter(root)).rejects.toMatchObject({ code: 'locked' })
    expect(readLock(root).nonce).toBe('n1')
  })

  it('without its content, by a power failure, is taken over after a while', async () => {
    const root = temporary()
    leaveLock(root, '')
    await expect(enter(root)).rejects.toMatchObject({ code: 'locked' })
    utimesSync(lockOf(root), new Date(0), new Date(0))
    expect(await enter(root)).toBe('msvc test')
  })

  it('by a process that died while taking it over is taken over', async () => {
    const root = temporary()
    leaveLock(root, { started: '1' })
    const dead = { ...thisProcess('a thief', 'n2'), started: '1' }
    writeFileSync(join(root, '.msvc/takeover-n1'), JSON.stringify(dead))
    writeFileSync(join(root, '.msvc/lock-n2'), JSON.stringify(dead))
    expect(await enter(root)).toBe('msvc test')
    expect(readTree(root)).toEqual([])
  })

  it('that a process died over before it had written it is tidied up', async () => {
    const root = temporary()
    mkdirSync(join(root, '.msvc'))
    writeFileSync(join(root, '.msvc/lock-n2'), '')
    expect(await enter(root)).toBe('msvc test')
    expect(readTree(root)).toEqual([])
  })
})

describe('many processes', { timeout: 120_000 }, () => {
  const crowd = 12

  /** Each writer fails if it is not alone, or if it takes a number that another has. */
  async function expectAllAlone(root: string, mishap: Mishap = {}): Promise<void> {
    const writers = Array.from({ length: crowd }, () => startWriter('number', root, mishap))
    for (const { ended } of writers) expect(await ended).toMatchObject({ code: 0, stderr: '' })
    const numbers = Array.from({ length: crowd }, (_, index) => String(index + 1))
    expect(readFileSync(join(root, 'numbers'), 'utf8').split('\n').filter(Boolean)).toEqual(numbers)
    expect(readTree(root).filter((line) => line.endsWith('/'))).toHaveLength(crowd)
  }

  it('at once write one after the other', () => expectAllAlone(temporary()))

  it('at once do so where there are no hard links', () => expectAllAlone(temporary(), { withoutHardLinks: true }))

  it('at once make a root that is not there', () => expectAllAlone(join(temporary(), 'shop')))

  it('at once take over a lock that was left, and only one gets it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const root = temporary()
      leaveLock(root, { started: '1' })
      await expectAllAlone(root)
    }
  })

  it('are kept apart however slow one of them is to take over', async () => {
    const fresh = () => {
      const root = temporary()
      leaveLock(root, { started: '1' })
      return root
    }
    const calls = Number(process.env.MSVC_KILLS) > 25 ? 60 : 20
    for (let at = 0; at < calls; at += 4) {
      // Four pairs side by side, because all they do is wait for each other.
      await Promise.all(
        [at, at + 1, at + 2, at + 3].map(async (call) => {
          const root = fresh()
          const slow = startWriter('alone', root, { at: call, signal: 'SIGSTOP' })
          await stoppedOrEnded(slow)
          const quick = startWriter('alone', root)
          await Promise.race([quick.printed('writing'), setTimeout(400)])
          slow.child.kill('SIGCONT')
          for (const { ended } of [slow, quick])
            expect(await ended, `call ${call}`).toMatchObject({ code: 0, stderr: '' })
          expect(readTree(root)).toEqual([])
        }),
      )
    }
  })

  it('killed at any call leave the lock to the others, and their numbers unused', async () => {
    const root = temporary()
    const victims = Array.from({ length: crowd * 2 }, (_, index) => startWriter('number', root, { at: 1 + index * 2 }))
    const survivors = Array.from({ length: crowd / 2 }, () => startWriter('number', root))
    for (const { ended } of survivors) expect(await ended).toMatchObject({ code: 0, stderr: '' })
    for (const { ended } of victims) expect((await ended).stderr).toBe('')
    rmSync(`${root}-alone`, { force: true })
    await enter(root)
    const tree = readTree(root)
    const services = tree.filter((line) => line.endsWith('/')).map((line) => Number(line.match(/\d+/)))
    const numbers = Array.from(services, (_, index) => index + 1)
    expect(services.sort((a, b) => a - b)).toEqual(numbers)
    expect(tree).toContain(`numbers: ${numbers.join('\n')}\n`)
    expect(services.length).toBeGreaterThanOrEqual(crowd / 2)
  })
})
