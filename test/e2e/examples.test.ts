import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { create, emptyFolder, msvc, sh } from './shell.ts'

const addresses = (output: string): number[] =>
  [...output.matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port))

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

describe.each([
  { example: 'store', count: 2 },
  { example: 'streaming', count: 4 },
])('the example $example', ({ example, count }) => {
  it('has services that pass their own checks, a journey that works, and nothing for lint to say', async () => {
    const home = emptyFolder()
    const root = join(home, 'mine')
    const created = await create(home, 'mine', '--example', example, '--ci', 'github', '--yes')
    expect(created, created.stderr).toMatchObject({ code: 0 })

    const services = readdirSync(join(root, 'services'))
    expect(services).toHaveLength(count)
    for (const service of services) {
      for (const script of ['format:check', 'lint', 'test']) {
        const ran = await sh(join(root, 'services', service), 'npm', 'run', script)
        expect(ran, `${service}: ${script}\n${ran.stdout}${ran.stderr}`).toMatchObject({ code: 0 })
      }
    }

    const journey = await sh(root, 'npm', 'run', 'demo')
    expect(journey, journey.stdout + journey.stderr).toMatchObject({ code: 0 })
    expect(journey.stdout).toMatch(/^All \d\d checks passed\.$/m)
    const ports = addresses(journey.stdout)
    expect(ports).toHaveLength(count)
    for (const port of ports) expect(await isListening(port)).toBe(false)
    expect(await msvc(root, 'lint')).toMatchObject({ code: 0 })

    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGKILL', undefined],
    ] as const) {
      const demo = execa('node', ['demo/run.mjs'], { cwd: root, reject: false })
      let output = ''
      demo.stdout.on('data', (chunk) => {
        output += chunk
      })
      await expect.poll(() => output, { timeout: 60_000 }).toContain('\n1. ')
      demo.kill(signal)
      expect((await demo).exitCode, signal).toBe(code)
      expect(addresses(output)).toHaveLength(count)
      await expect
        .poll(async () => (await Promise.all(addresses(output).map(isListening))).some(Boolean), { timeout: 10_000 })
        .toBe(false)
    }

    const broken = await sh(root, 'node', '--input-type=module', '--eval', failingDemo)
    expect(broken).toMatchObject({ code: 1 })
    expect(broken.stdout).toContain('✗ the moon is made of cheese')
    expect(broken.stdout).toContain('1 of 1 checks failed')
  }, 600_000)
})

const failingDemo = `
  import { runDemo } from './demo/lib/demo.mjs'
  await runDemo({ title: 'A lie', services: {}, journey: ({ check }) => check(false, 'the moon is made of cheese') })
`
