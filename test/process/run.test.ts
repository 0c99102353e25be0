import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { run } from '../../src/process/run.ts'

const cwd = tmpdir()
const node = (script: string) => [process.execPath, '-e', script] as const

it('gives code and both streams, byte for byte', async () => {
  const result = await run(node('console.log("ü"); console.error("e"); process.exit(3)'), { cwd })
  expect(result).toEqual({ code: 3, stdout: 'ü\n', stderr: 'e\n' })
})

it('gives an empty stdin, and the environment', async () => {
  const script = 'process.stdin.pipe(process.stdout); process.stderr.write(process.env.A + process.env.HOME)'
  const result = await run(node(script), { cwd, env: { A: '1', HOME: undefined } })
  expect(result).toEqual({ code: 0, stdout: '', stderr: '1undefined' })
})

it('tells output as it comes', async () => {
  const heard: string[] = []
  await run(node('console.log(1)'), { cwd, onOutput: (text) => heard.push(text) })
  expect(heard.join('')).toBe('1\n')
})

it('names a missing program, and how to go on', async () => {
  await expect(run(['no-such-program', 'install'], { cwd })).rejects.toMatchObject({
    code: 'program-missing',
    problems: [{ hint: `Install no-such-program, then run in ${cwd}: no-such-program install` }],
  })
})

it('does not blame the program for a missing folder', async () => {
  await expect(run(node('0'), { cwd: '/no/such/folder' })).rejects.toMatchObject({ code: 'program-failed' })
})

it('stops after the time given', async () => {
  const endless = run(node('setInterval(() => {}, 1000)'), { cwd, timeoutMs: 200 })
  await expect(endless).rejects.toMatchObject({ code: 'program-timeout' })
})

it('stops when aborted', async () => {
  const endless = run(node('setInterval(() => {}, 1000)'), { cwd, signal: AbortSignal.timeout(200) })
  await expect(endless).rejects.toMatchObject({ name: 'Interrupted' })
})

it('has the code of shells for a program that a signal ended', async () => {
  expect((await run(node('process.kill(process.pid, "SIGTERM")'), { cwd })).code).toBe(143)
})
