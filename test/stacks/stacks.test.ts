import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/verify/launch/free-port.ts'
import { create, emptyFolder, msvc, sh, writeFiles } from '../e2e/shell.ts'
import { offeredStacks } from './offered.ts'

/** What a developer types, and CI runs, in the folder of a service. */
const shell = (folder: string, line: string) => sh(folder, 'sh', '-c', line)
const plain = (stack: string): string => stack.split('-')[0] ?? stack
/** The service that is tried: it calls another, so it has all that the other has, and more. */
const caller = (stack: string): string => `${plain(stack)}-service-with-a-name-of-length`

let root = ''
const folderOf = (stack: string): string => join(root, 'services', caller(stack))

beforeAll(async () => {
  root = join(emptyFolder({ keep: true }), 'shop')
  const options = ['--owner', 'team-shop', '--yes', '--no-install', '--no-git']
  const services = offeredStacks.flatMap(({ name }) => ['--service', `${plain(name)}:${name}`])
  const made = await create(join(root, '..'), 'shop', ...services, ...options)
  expect(made, made.stderr).toMatchObject({ code: 0 })
  for (const { name } of offeredStacks) {
    const more = ['--stack', name, '--depends-on', plain(name), '--owner', 'team-shop', '--yes', '--no-install']
    const added = await msvc(root, 'add-service', caller(name), ...more)
    expect(added, added.stderr).toMatchObject({ code: 0 })
  }
  await sh(root, 'git', 'init', '--quiet')
  await sh(root, 'git', 'add', '--all')
})

describe.each(offeredStacks)('a service of the stack $name', ({ name, commands }) => {
  it.each(['install', 'lint', 'test', 'build'] as const)('%s passes as generated', async (command) => {
    const { code, stdout, stderr } = await shell(folderOf(name), commands[command])
    expect(code, `${stdout}\n${stderr}`.slice(-6_000)).toBe(0)
  })

  it('is formatted as its formatter would, and its commands leave nothing for git to see', async () => {
    const { code, stdout, stderr } = await shell(folderOf(name), commands.format)
    expect(code, stdout + stderr).toBe(0)
    expect((await sh(root, 'git', 'diff', '--stat')).stdout).toBe('')
    const status = await sh(root, 'git', 'status', '--short', '--untracked-files=all')
    expect(status.stdout).not.toMatch(/^\?\?/m)
  })

  it('keeps every row of the contract', async () => {
    const { code, stdout, stderr } = await msvc(root, 'verify', caller(name))
    expect(code, stdout + stderr).toBe(0)
  })
})

describe('one workspace with a service of each stack', () => {
  const ports = new Map<string, number>()
  const logs = new Map<string, string>()
  const running: ChildProcess[] = []

  const launch = (folder: string, line: string, env: NodeJS.ProcessEnv, log: (text: string) => void): void => {
    const child = spawn(line, { cwd: folder, env: { ...process.env, ...env }, shell: true, detached: true })
    child.stdout.on('data', (chunk: Buffer) => log(chunk.toString()))
    running.push(child)
  }

  afterAll(() => {
    for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  })

  it('has no findings, strictly', async () => {
    const { code, stdout } = await msvc(root, 'lint', '--preset', 'strict')
    expect(code, stdout).toBe(0)
    expect(stdout).toMatch(/^No findings/)
  })

  it('has one catalog, one graph and one compose file', async () => {
    const { services } = JSON.parse((await msvc(root, 'list', '--json')).stdout) as { services: { name: string }[] }
    const names = offeredStacks.flatMap(({ name }) => [plain(name), caller(name)]).sort()
    expect(services.map((service) => service.name).sort()).toEqual(names)
    const graph = JSON.parse((await msvc(root, 'graph', '--format', 'json')).stdout) as {
      edges: { from: string; to: string }[]
    }
    for (const { name } of offeredStacks) {
      expect(graph.edges).toContainEqual(expect.objectContaining({ from: caller(name), to: plain(name) }))
    }
    const { stdout } = await sh(root, 'git', 'ls-files', 'compose.yaml', '**/compose.yaml', '.github')
    expect(stdout.split('\n').filter((file) => file.endsWith('compose.yaml'))).toEqual(['compose.yaml'])
  })

  it('answers one query of Prometheus for all of them, and one trace id is in all their logs', async () => {
    for (const { name, commands } of offeredStacks) {
      const port = await freePort()
      ports.set(name, port)
      launch(folderOf(name), commands.start, { PORT: String(port), HOST: '127.0.0.1' }, (text) =>
        logs.set(name, (logs.get(name) ?? '') + text),
      )
    }
    const status = (port: number, path: string, headers: Record<string, string> = {}): Promise<number> =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers }).then(
        (response) => response.status,
        () => 0,
      )
    for (const port of ports.values()) await expect.poll(() => status(port, '/readyz'), { timeout: 60_000 }).toBe(200)
    const trace = randomBytes(16).toString('hex')
    for (const port of ports.values()) {
      expect(await status(port, '/v1/items', { traceparent: `00-${trace}-00f067aa0ba902b7-01` })).toBe(200)
    }

    const home = emptyFolder()
    const targets = [...ports].map(
      ([name, port]) => `  - job_name: ${name}\n    static_configs: [{ targets: ['127.0.0.1:${port}'] }]\n`,
    )
    writeFiles(home, { 'prometheus.yml': `global: { scrape_interval: 1s }\nscrape_configs:\n${targets.join('')}` })
    const own = await freePort()
    launch(
      home,
      `exec prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:${own}`,
      {},
      () => {},
    )
    const query = async (promql: string): Promise<Record<string, string>> => {
      const response = await fetch(`http://127.0.0.1:${own}/api/v1/query?query=${encodeURIComponent(promql)}`).catch(
        () => undefined,
      )
      if (!response?.ok) return {}
      const { data } = (await response.json()) as {
        data: { result: { metric: { job: string }; value: [number, string] }[] }
      }
      return Object.fromEntries(data.result.map(({ metric, value }) => [metric.job, value[1]]))
    }
    const all = (value: unknown) => Object.fromEntries(offeredStacks.map(({ name }) => [name, value]))
    const labels = 'http_request_method="GET",http_route="/v1/items",http_response_status_code="200"'
    await expect
      .poll(() => query(`sum by (job) (http_server_request_duration_seconds_count{${labels}})`), { timeout: 30_000 })
      .toEqual(all('1'))
    expect(await query('sum by (job) (service_build_info)')).toEqual(all('1'))
    expect(await query('sum by (job) (http_server_active_requests) >= 0')).toEqual(all(expect.any(String)))
    const slowest = `histogram_quantile(0.99, sum by (job, le) (http_server_request_duration_seconds_bucket{${labels}}))`
    expect(await query(slowest)).toEqual(all(expect.stringMatching(/^[\d.e-]+$/)))

    await sleep(500)
    for (const [name, log] of logs)
      expect(log, name).toContain(`"trace_id":"${trace}"`.replace(':', log.includes('": "') ? ': ' : ':'))
  })
})
