import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { residentBytes } from '../../src/process/process-table.ts'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A process of the program that runs this test, which shares its code with it, once it has said what it holds. */
async function idle(): Promise<{ pid: number; resident: number }> {
  const says = 'console.log(process.memoryUsage.rss()); setInterval(() => {}, 60_000)'
  const child = spawn(process.execPath, ['-e', says], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const resident = await new Promise<number>((resolve) => child.stdout?.once('data', (text) => resolve(Number(text))))
  return { pid: child.pid ?? 0, resident }
}

describe('residentBytes', () => {
  it('is all that a process holds, whoever else runs the same program', async () => {
    const { pid, resident } = await idle()
    const ratio = residentBytes([pid]) / resident
    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.15)
  })

  it.runIf(process.platform === 'linux')('counts the code of one program once for all its processes', async () => {
    const [one, two] = [await idle(), await idle()]
    const both = residentBytes([one.pid, two.pid])
    expect(both).toBeGreaterThan(residentBytes([one.pid]))
    expect(both).toBeLessThan(0.8 * (residentBytes([one.pid]) + residentBytes([two.pid])))
  })

  it('is nothing for a process that has ended', () => {
    expect(residentBytes([2 ** 30])).toBe(0)
  })
})
