import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { emptyFolder, msvc, program, sh, writeFiles } from './shell.ts'

const reference = join(import.meta.dirname, '../verify/running/reference')
const start = `${process.execPath} ${join(reference, 'service.mjs')}`
const openapi = ['--openapi', join(reference, 'openapi.yaml')]

/** Processes of the reference service that still run. */
const left = async (): Promise<string> => (await sh('.', 'pgrep', '-xf', start)).stdout

describe('msvc verify', () => {
  it('passes a good service, in every format', async () => {
    const rows = ['--only', 'livez,metrics', '--only', '10']
    const options = ['verify', 'reference', '--command', start, ...openapi, ...rows]
    const text = await msvc(emptyFolder(), ...options)
    expect(text, text.stderr).toMatchObject({ code: 0 })
    expect(text.stdout).toMatch(/✔ {2}3 {2}livez[\s\S]*3 passed, 0 failed in/)
    const { stdout } = await msvc(emptyFolder(), ...options, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, service: 'reference', summary: { passed: 3, failed: 0 } })
    const junit = await msvc(emptyFolder(), ...options, '--format', 'junit')
    expect(junit.stdout).toMatch(/<testsuite name="reference" tests="3" failures="0" skipped="0"/)
    expect((await msvc(emptyFolder(), ...options, '--format', 'markdown')).stdout).toMatch(/^\| pass \| 3 `livez`/m)
  })

  it('ends with 1 and says what was seen, and what was expected', async () => {
    const options = ['--command', start, ...openapi, '--env', 'FAULT=forgets-allow', '--only', 'problems']
    const { code, stdout } = await msvc(emptyFolder(), 'verify', ...options)
    expect(code).toBe(1)
    expect(stdout).toMatch(/✘ 10 {2}problems[\s\S]*expected 405 with Allow\n\s+seen {5}no Allow/)
  })

  it('looks at a service that runs already, as far as that goes', async () => {
    const port = '28125'
    const child = spawn(process.execPath, [join(reference, 'service.mjs')], {
      env: { ...process.env, PORT: port, HOST: '127.0.0.1' },
      stdio: 'ignore',
    })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    await setTimeout(500)
    const { stdout, code } = await msvc(emptyFolder(), 'verify', '--url', `http://127.0.0.1:${port}`, '--json')
    const { rows } = JSON.parse(stdout) as { rows: { name: string; outcome: string }[] }
    const outcome = Object.fromEntries(rows.map((row) => [row.name, row.outcome]))
    expect(outcome).toMatchObject({ api: 'pass', problems: 'pass', metrics: 'pass', cardinality: 'pass' })
    expect(outcome).toMatchObject({ shutdown: 'not-applicable', settings: 'not-applicable', budget: 'not-applicable' })
    expect(code, stdout).toBe(0)
  })

  it('times the start of a service that listens where it likes, too', async () => {
    const options = ['--command', start, '--env', 'FAULT=ignores-port', '--only', 'budget', '--json']
    const { stdout } = await msvc(emptyFolder(), 'verify', ...options)
    // Its port is looked for only after a second.
    expect(Number(/ready after (\d+) ms/.exec(stdout)?.[1]), stdout).toBeLessThan(1_000)
  })

  it('reads how a service is started from msvc.yaml', async () => {
    const root = emptyFolder()
    writeFiles(root, {
      'msvc.yaml': `version: 1\nverify:\n  old:\n    command: ${start}\n    env: { FAULT: '' }\n    language: typescript\n`,
      'old/catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: old }\nspec: { type: service, lifecycle: production, owner: team-a }\n',
    })
    const { code, stdout, stderr } = await msvc(root, 'verify', 'old', '--only', 'livez')
    expect(code, stdout + stderr).toBe(0)
  })

  it.each(['jobs/old.js', 'jobs#old'])('starts one that is %s in the folder that it lies in', async (path) => {
    const root = emptyFolder()
    writeFiles(root, {
      'msvc.yaml': `version: 1\nverify:\n  old:\n    command: test -f old.js && ${start}\n`,
      'jobs/old.js': '',
      'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: old\n  annotations: { msvc.dev/path: '${path}' }\nspec: { type: service, lifecycle: production, owner: team-a }\n`,
    })
    const { code, stdout, stderr } = await msvc(root, 'verify', 'old', '--only', 'livez')
    expect(code, stdout + stderr).toBe(0)
  })

  it.each([
    [['verify'], 'Nothing says what to verify'],
    [['verify', 'nobody'], 'There is no service "nobody"'],
    [['verify', '--url', 'nowhere'], 'is no address that can be verified'],
    [['verify', '--url', 'localhost:8080'], 'Write it like http://localhost:8080'],
    [['verify', '--url', 'https://localhost:8080'], 'plain HTTP'],
    [['verify', '--url', 'http://localhost:1/api'], 'without a path'],
    [['verify', '--url', 'http://me:secret@localhost:1'], '--url http://…@localhost:1 is'],
    [['verify', '--url', 'http://localhost:1', '--image', 'x'], 'two ways to run'],
    [['verify', '--url', 'http://localhost:1'], 'Nothing answers at http://localhost:1: the connection was refused.'],
    [['verify', '--command', 'true', '--only', 'livz'], 'Did you mean "livez"'],
    [['verify', '--command', 'true', '--build'], 'Nothing says how to build it'],
    [['verify', '--command', 'true', '--env', 'NAME'], '--env NAME=value'],
    [['verify', '--command', 'echo it is broken; exit 3'], 'exit code 3'],
    [['verify', '--command', 'echo it is broken; exit 3'], 'it is broken'],
  ])('%j: exit code 2, and what to do', async (args, told) => {
    const { code, stderr } = await msvc(emptyFolder(), ...args)
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(told) })
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves no process behind on %s', async (signal) => {
    const child = spawn(program('msvc'), ['verify', '--command', `sh -c '${start}; true'`, ...openapi], {
      cwd: emptyFolder(),
      stdio: 'ignore',
    })
    const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
    for (let patience = 50; patience > 0 && (await left()) === ''; patience -= 1) await setTimeout(50)
    expect(await left()).not.toBe('')
    child.kill(signal)
    expect(await ended).toBe(130)
    // On a busy machine the system takes a moment to end what it was told to kill.
    await expect.poll(left, { timeout: 5_000 }).toBe('')
  })
})
