import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createClient } from './client.mjs'
import { prepare } from './prepare.mjs'
import { bold, dim, green, print, printRow, red } from './screen.mjs'
import { createSystem, startAll } from './system.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Starts the services, takes the journey through them, and stops them, whatever happens on the way.
 * Exits 0 when everything that was checked is so, 1 when not, as signals do when stopped by one.
 */
export async function runDemo({ title, services, journey }) {
  const interrupted = new AbortController()
  const system = await createSystem(root, services)
  process.on('exit', () => system.all.map((service) => service.killNow()))
  for (const signal of signals) process.on(signal, () => end(128 + constants.signals[signal]))
  // Nobody reads on, as with `npm run demo | head`.
  process.stdout.on('error', () => end(1))

  let preparations = []
  let isEnding = false
  async function end(code) {
    if (isEnding) return
    isEnding = true
    interrupted.abort(new Error('interrupted'))
    await Promise.allSettled([...preparations, ...system.all.map((service) => service.stop())])
    process.exit(code)
  }

  const client = createClient(system)
  let chapters = 0
  const chapter = (name) => print(`\n${bold(`${++chapters}. ${name}`)}`)
  const tell = (text) => print(`  ${text}`)
  try {
    print(bold(title))
    const names = Object.keys(services)
    preparations = names.map((name) => prepare(name, `${root}services/${name}`, interrupted.signal))
    await Promise.all(preparations)
    print()
    await startAll(system)
    await journey({ ...client, system, chapter, tell })
    chapter('Everything stops')
    for (const service of system.all.filter(({ isRunning }) => isRunning)) {
      const code = await service.stop()
      // Windows has no signal that a process could answer in its own way.
      const isInOrder = code === 0 || process.platform === 'win32'
      client.check(isInOrder, `${service.name} finished and left`, `exit code ${code}`)
    }
  } catch (error) {
    if (isEnding) return
    client.failures.push(error.message)
    print(red(`\n${error.stack}`))
  }
  if (isEnding) return
  if (client.failures.length > 0) {
    for (const service of system.all.filter(({ log }) => log !== '')) {
      print(`\nThe last that ${service.name} logged:\n${dim(service.log)}`)
    }
    print(red(`\n${client.failures.length} of ${client.passed() + client.failures.length} checks failed:`))
    for (const failure of client.failures) printRow('', failure)
    await end(1)
  } else {
    print(green(`\nAll ${client.passed()} checks passed.`))
    await end(0)
  }
}
