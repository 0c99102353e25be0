import { afterEach, describe, expect, it } from 'vitest'
import { type StartedProcess, startProcess } from '../../src/process/start.ts'

const started: StartedProcess[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()))
})

function start(script: string): StartedProcess {
  const process_ = startProcess([process.execPath, '-e', script], { cwd: '.', env: {} })
  started.push(process_)
  return process_
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('startProcess', () => {
  it('reads lines, whichever way they end and however they are cut', async () => {
    const { exited, lines } = start(`
      const parts = ['one\\r', '\\ntwo\\n\\nthr', 'ee\\nlast']
      const write = () => { const part = parts.shift(); if (part) process.stdout.write(part, () => setTimeout(write, 50)) }
      write()`)
    await exited
    expect(lines.map(({ text }) => text)).toEqual(['one', 'two', '', 'three', 'last'])
  })

  it('is not held up by a line that does not end', async () => {
    const { exited, lines } = start(`
      const part = 'x'.repeat(1_000_000)
      let count = 0
      const write = () => { if (count++ < 100) process.stdout.write(part, write); else process.stdout.write('\\nready\\n') }
      write()`)
    await exited
    expect(lines.map(({ text }) => text.slice(0, 5))).toEqual(['xxxxx', 'ready'])
    expect(lines[0]?.text.length).toBeLessThan(2_000_000)
  }, 20_000)

  it('keeps the last of many lines', async () => {
    const { exited, lines } = start(`
      for (let count = 0; count < 600; count += 1) require('fs').writeSync(1, 'x\\n'.repeat(1_000))
      console.log('last')`)
    await exited
    expect(lines.length).toBeLessThan(550_000)
    expect(lines.at(-1)?.text).toBe('last')
  })

  it.runIf(process.platform === 'linux')('ends a daemon, too, which has left the tree of its processes', async () => {
    const { exited, lines, stop } = start(`
      const daemon = 'require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { detached: true, stdio: "ignore" })'
      const made = require('child_process').spawnSync(process.execPath, ['-e', 'const made = ' + daemon + '; console.log(made.pid); made.unref()'])
      console.log(String(made.stdout).trim())`)
    await exited
    const pid = Number(lines[0]?.text)
    expect(isRunning(pid)).toBe(true)
    await stop()
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false)
  })
})
