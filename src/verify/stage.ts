import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors/user-error.ts'
import type { Api } from './api/api.ts'
import { loadApi } from './api/load.ts'
import { reasonOf } from './http/ask.ts'
import { openConnection } from './http/connection.ts'
import type { Instance } from './instance.ts'
import { awaitReady } from './launch/await-ready.ts'
import { freePort } from './launch/free-port.ts'
import { howItEnded } from './launch/how-it-ended.ts'
import type { Launched, Launcher } from './launch/launched.ts'
import { type StubUpstream, startStub } from './stubs/upstream.ts'
import type { Subject } from './target.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Settings of the user's shell that would change what is measured. */
const unset: Env = {
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: undefined,
  DRAIN_SECONDS: undefined,
  SHUTDOWN_SECONDS: undefined,
  MAX_BODY_BYTES: undefined,
  HEADERS_TIMEOUT_SECONDS: undefined,
  REQUEST_TIMEOUT_SECONDS: undefined,
  LOG_LEVEL: undefined,
}

/** What rows work with: the service that they share, and processes of their own. */
export class Stage {
  readonly subject: Subject
  /** A stand-in for each dependency, which the shared service calls, and those that `watched` is given to. */
  stubs: readonly StubUpstream[] = []
  /** The same for all others, so that rows at work side by side do not see each other's calls. */
  #backdrop: readonly StubUpstream[] = []
  readonly #launcher: Launcher | undefined
  readonly #running = new Set<Launched>()
  #shared: Promise<Instance> | undefined
  #api: Promise<Api | undefined> | undefined
  /** Where it listens, whatever it is told. */
  #ownPort: number | undefined

  constructor(subject: Subject, launcher: Launcher | undefined) {
    this.subject = subject
    this.#launcher = launcher
  }

  /** Whether processes can be started here: not for a service that ran already. */
  get controls(): boolean {
    return this.#launcher !== undefined
  }

  /** It listens where it likes, so that only one can run at a time. */
  get ignoresPort(): boolean {
    return this.#ownPort !== undefined
  }

  async open(): Promise<void> {
    this.stubs = await Promise.all(this.subject.dependencies.map(startStub))
    this.#backdrop = await Promise.all(this.subject.dependencies.map(startStub))
  }

  /** Settings that lead a process to `stubs`. */
  get watched(): Env {
    return addresses(this.stubs)
  }

  /** The service that rows share. One that has ended meanwhile is started again. */
  async shared(): Promise<Instance> {
    const instance = await this.#shared
    if (instance === undefined || instance.process?.exit) this.#shared = this.#openShared()
    return this.#shared as Promise<Instance>
  }

  /** How the shared service ended by itself, now or within a while; undefined while it runs, and where nobody can tell. */
  async howSharedEnded(withinMs: number): Promise<string | undefined> {
    const launched = (await this.#shared?.catch(() => undefined))?.process
    // Where only one can run at a time, it was ended to start another.
    if (launched === undefined || this.ignoresPort) return undefined
    if (!launched.exit) await Promise.race([launched.exited, sleep(withinMs)])
    return launched.exit && howItEnded(launched)
  }

  /** The API as the document says it, from disk or else as served; undefined where there is none. */
  async api(): Promise<Api | undefined> {
    this.#api ??= this.shared().then(({ url }) => loadApi(this.subject.openapi, url))
    return this.#api
  }

  /** Starts a process for one row and waits until it is ready. It must be stopped, or `close` does. */
  async start(env: Env = {}): Promise<Instance> {
    const launched = await this.launch(env)
    const instance = await awaitReady(launched, this.#ownPort)
    const port = Number(new URL(instance.url).port)
    if (port !== launched.port) this.#ownPort = port
    return instance
  }

  /** Starts a process and waits for nothing. */
  async launch(env: Env = {}): Promise<Launched> {
    if (this.#launcher === undefined) throw new Error('Nothing can be started for a service that runs already.')
    if (this.ignoresPort) await this.#stopAll()
    const port = await freePort()
    const base = { ...unset, ...addresses(this.#backdrop), ...this.subject.env, HOST: '127.0.0.1', PORT: String(port) }
    const launched = this.#launcher({ port, env: { ...base, ...env } })
    this.#running.add(launched)
    void launched.exited.then(() => this.#running.delete(launched))
    return launched
  }

  /** Ends all that was started. */
  async close(): Promise<void> {
    await this.#stopAll()
    await Promise.all([...this.stubs, ...this.#backdrop].map((stub) => stub.close()))
  }

  async #stopAll(): Promise<void> {
    await Promise.all([...this.#running].map((launched) => launched.stop()))
  }

  async #openShared(): Promise<Instance> {
    const { target } = this.subject
    if (target.kind === 'url') return runningAt(new URL(target.url).origin)
    return this.start(this.watched)
  }
}

/** A service that was there before. Throws UserError `cannot-reach` where nothing takes a connection. */
async function runningAt(url: string): Promise<Instance> {
  try {
    const connection = await openConnection(url)
    connection.end()
  } catch (error) {
    const message = `Nothing answers at ${url}: ${reasonOf(error)}.`
    throw new UserError({ code: 'cannot-reach', message, hint: 'Give the address of a service that runs.' })
  }
  return { url, polls: [], readyMs: 0, wrapperMs: 0 }
}

const addresses = (stubs: readonly StubUpstream[]): Env =>
  Object.fromEntries(stubs.map(({ setting, url }) => [setting, url]))
