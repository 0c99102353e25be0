import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { TestContext } from 'node:test'
import { createApp } from '../src/app.ts'
import { createHandlers } from '../src/handlers.ts'
import { createHealth } from '../src/platform/health.ts'
import { createLogs } from '../src/platform/logging.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { loadOpenApi, type OpenApi } from '../src/platform/openapi.ts'
import { localTracing } from '../src/platform/tracing.ts'
import type { CreateHandlers } from '../src/run.ts'
import { serviceName } from '../src/service.ts'
import { readSettings } from '../src/settings.ts'
import { createSampleHandlers, sampleApi } from './sample.ts'

type Environment = Readonly<Record<string, string>>
export type LogLine = Readonly<Record<string, unknown>>

/** The application in this process, with the log lines that it writes. Closed by the test. */
export function startApp(test: TestContext, environment: Environment = {}) {
  return start(test, environment, loadOpenApi(), createHandlers)
}

/** Like `startApp`, with the API of sample.ts in place of the service's own. */
export function startSample(test: TestContext, environment: Environment = {}) {
  return start(test, environment, sampleApi, createSampleHandlers)
}

async function start(test: TestContext, environment: Environment, openapi: OpenApi, create: CreateHandlers) {
  const settings = readSettings(environment)
  const lines: LogLine[] = []
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) }
  const { version, revision } = settings
  const logs = createLogs({ service: serviceName, version, level: settings.logLevel }, destination)
  const health = createHealth()
  const metrics = createMetrics({ service: serviceName, version, revision })
  const handlers = await create(settings, health)
  const app = createApp({ settings, logs, health, metrics, tracing: localTracing, openapi, handlers })
  test.after(() => app.close())
  return {
    app,
    logger: logs.logger,
    health,
    lines,
    /** Listens, as main.ts does; routes and hooks of a test's own are added before. */
    async listen(): Promise<string> {
      const url = await app.listen({ host: '127.0.0.1', port: 0 })
      health.state = 'ready'
      return url
    },
  }
}

/** An address where `startApp` listens. */
export const listeningApp = async (test: TestContext, environment: Environment = {}): Promise<string> =>
  (await startApp(test, environment)).listen()

/** An address where `startSample` listens. */
export const listeningSample = async (test: TestContext, environment: Environment = {}): Promise<string> =>
  (await startSample(test, environment)).listen()

/** The program as built, in a process of its own, killed by the test if it still runs. */
export const startProcess = (test: TestContext, environment: Environment = {}) =>
  spawnProgram(test, environment, ['dist/main.js'])

/** The same with the API of sample.ts. */
export const startSampleProcess = (test: TestContext, environment: Environment = {}) =>
  spawnProgram(test, environment, ['--import', 'tsx', 'test/sample-main.ts'])

async function spawnProgram(test: TestContext, environment: Environment, args: readonly string[]) {
  const port = environment.PORT ?? String(await freePort())
  const child = spawn(process.execPath, args, {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: port, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  test.after(() => child.kill('SIGKILL'))
  const lines: LogLine[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const complete = (rest + chunk).split('\n')
    rest = complete.pop() ?? ''
    lines.push(...complete.map((line) => JSON.parse(line) as LogLine))
  })
  return {
    child,
    lines,
    url: `http://127.0.0.1:${port}`,
    ready: () => eventually(() => lines.find((line) => line.msg === 'ready')),
    exit: exitOf(child),
  }
}

async function exitOf(child: ChildProcess): Promise<{ code: number | null; afterMs: number }> {
  const started = performance.now()
  const [code] = await once(child, 'close')
  return { code, afterMs: performance.now() - started }
}

/** Waits until `look` finds something; fails after ten seconds. */
export async function eventually<Found>(look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  const deadline = performance.now() + 10_000
  while (performance.now() < deadline) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('nothing came within ten seconds')
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  // Below those that the system gives out: tests beside this one ask it for some until the port is taken.
  const port = randomInt(15_000, 30_000)
  const server = createServer().listen(port, '127.0.0.1')
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (!isFree) return freePort()
  server.close()
  await once(server, 'close')
  return port
}

/** A POST of JSON. */
export function json(body: unknown, headers: Environment = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}
