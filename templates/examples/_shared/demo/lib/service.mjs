import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const leash = new URL('leash.mjs', import.meta.url).href
const keptLogLines = 5

/** A service as a process of its own, which can be started, killed, and started again at the same address. */
export class Service {
  name
  url
  #folder
  #environment
  #process
  #log = []

  constructor({ name, folder, port, environment }) {
    this.name = name
    this.url = `http://127.0.0.1:${port}`
    this.#folder = folder
    this.#environment = { ...environment, HOST: '127.0.0.1', PORT: String(port), DRAIN_SECONDS: '0' }
  }

  /** Resolves when `/readyz` says so, with the time that took. */
  async start() {
    const started = performance.now()
    const { scripts } = JSON.parse(readFileSync(join(this.#folder, 'package.json'), 'utf8'))
    const [program, ...args] = scripts.start.split(' ')
    if (program !== 'node') throw new Error(`${this.name}: the script "start" must begin with node`)
    const child = spawn(process.execPath, ['--import', leash, ...args], {
      cwd: this.#folder,
      env: { ...process.env, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#process = child
    child.on('error', (error) => this.#keep(String(error)))
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => this.#keep(text))

    while (!(await this.#isReady())) {
      if (!this.isRunning) throw new Error(`${this.name} ended before it was ready`)
      if (performance.now() - started > 30_000) throw new Error(`${this.name} was not ready within 30 s`)
      await sleep(25)
    }
    return performance.now() - started
  }

  get isRunning() {
    return this.#process?.pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** The end of what it logged. */
  get log() {
    return this.#log.join('\n')
  }

  /** Ends it without a chance to finish anything, as a crash would. */
  async kill() {
    await this.#end('SIGKILL')
  }

  /** Lets it finish what is in flight; its exit code, null where it had to be killed. */
  async stop() {
    const lateness = setTimeout(() => this.killNow(), 5000)
    await this.#end('SIGTERM')
    clearTimeout(lateness)
    return this.#process?.exitCode ?? null
  }

  /** For the very last moment of the demo, when nothing can be waited for. */
  killNow() {
    if (this.isRunning) this.#process.kill('SIGKILL')
  }

  async #end(signal) {
    if (!this.isRunning) return
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill(signal)
    await ended
  }

  async #isReady() {
    try {
      const { status } = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1000) })
      return status === 200
    } catch {
      return false
    }
  }

  #keep(text) {
    this.#log.push(...text.split('\n').filter(Boolean))
    this.#log.splice(0, this.#log.length - keptLogLines)
  }
}
