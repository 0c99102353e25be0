/**
 * What the service contract costs: requests per second of each stack's example route against a hello world of the same
 * framework, taking turns, and on Linux the CPU time of the server for each request, which other work on the machine moves
 * less. Before that, start time and memory as `msvc verify` sees them: `npm run build && node bench/stacks.mjs [stack …]`.
 * Prints Markdown. Needs `wrk` and what the stacks need.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const here = dirname(fileURLToPath(import.meta.url))
const msvc = join(here, '..', 'bin', 'msvc.js')
const path = '/v1/items'
const turns = 11
const secondsOfATurn = 2
/** Until then a JIT compiler is at work, most of all Java's. */
const secondsOfWarmUp = 12
const connections = 32

/** How each hello world is built and started, beside the libraries of the stack's own service. */
const hellos = {
  'node-fastify': { start: 'exec node hello/hello.mjs' },
  'python-fastapi': {
    start:
      'exec .venv/bin/python -m uvicorn --app-dir hello hello:app --port "$PORT" --no-access-log --log-level warning',
  },
  'go-http': { build: 'go build -o bin/hello ./hello', start: 'exec bin/hello' },
  'java-spring': {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the shell's own
    build:
      '"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -parameters -cp "target/service/lib/*" -d target/hello hello/Hello.java',
    start:
      'SERVER_PORT=$PORT exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" @jvm.options -cp "target/hello:target/service/lib/*" hello.Hello',
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the shell's own
  },
  'rust-axum': {
    build: 'cargo build --release --manifest-path hello/Cargo.toml',
    start: 'exec hello/target/release/hello',
  },
}

const work = mkdtempSync(join(tmpdir(), 'msvc-bench-'))
const running = []
process.on('exit', () => {
  for (const { pid } of running) process.kill(-pid, 'SIGKILL')
  rmSync(work, { recursive: true, force: true })
})

const stacks = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(hellos)
console.log(`${turns} turns of ${secondsOfATurn} s, ${connections} connections, ${availableParallelism()} cores\n`)
console.log(
  `| stack | ready, idle | \`GET ${path}\` | hello world | cost | in CPU time |\n| --- | --- | --- | --- | --- | --- |`,
)
for (const [index, stack] of stacks.entries()) await compare(stack, 18_100 + 2 * index)

async function compare(stack, port) {
  const folder = addService(stack)
  const { commands } = parse(readFileSync(join(here, '..', 'templates', 'stacks', stack, 'template.yaml'), 'utf8'))
  const hello = hellos[stack]
  for (const command of [commands.install, commands.build, hello.build]) if (command) shell(command, folder)
  const seen = budgetOf(stack)
  const sides = [start(commands.start, folder, port), start(hello.start, folder, port + 1)]
  await Promise.all(sides.map((side) => answers(side.port)))
  for (const side of sides) load(side, secondsOfWarmUp)
  const pairs = Array.from({ length: turns }, () => sides.map((side) => load(side)))
  const cost = 1 - middle(pairs.map(([service, bare]) => service.perSecond / bare.perSecond))
  const inTime = 1 - middle(pairs.map(([service, bare]) => bare.microseconds / service.microseconds))
  const cells = sides.map((_, side) => {
    const [perSecond, microseconds] = ['perSecond', 'microseconds'].map((key) =>
      middle(pairs.map((pair) => pair[side][key])),
    )
    return `${Math.round(perSecond).toLocaleString('en')}/s, ${microseconds.toFixed(1)} µs`
  })
  console.log(`| \`${stack}\` | ${seen} | ${cells.join(' | ')} | ${percent(cost)} | ${percent(inTime)} |`)
  for (const { pid } of running.splice(0)) process.kill(-pid, 'SIGKILL')
}

function addService(stack) {
  const add = ['add-service', stack, '--stack', stack, '--owner', 'team-shop', '--yes', '--no-install']
  execFileSync(process.execPath, [msvc, ...add], { cwd: work, stdio: 'ignore' })
  const folder = join(work, 'services', stack)
  cpSync(join(here, 'hello', stack), join(folder, 'hello'), { recursive: true })
  return folder
}

/** What `msvc verify` saw of start time and idle memory. */
function budgetOf(stack) {
  const verify = ['verify', stack, '--only', 'budget', '--json']
  const { stdout } = spawnSync(process.execPath, [msvc, ...verify], { cwd: work, encoding: 'utf8' })
  return JSON.parse(stdout).rows[0].notes.join('; ')
}

function shell(command, cwd) {
  execFileSync('sh', ['-c', command], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** In a process group of its own, with its log in a file, as it goes in production. */
function start(command, cwd, port) {
  const log = openSync(join(work, `${port}.log`), 'w')
  const env = { ...process.env, PORT: String(port) }
  const { pid } = spawn('sh', ['-c', command], { cwd, env, detached: true, stdio: ['ignore', log, log] })
  running.push({ pid })
  return { pid, port }
}

async function answers(port) {
  for (let tries = 0; tries < 300; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing answers on port ${port}: see ${join(work, `${port}.log`)}`)
}

/** Requests per second, and microseconds of CPU time for each. */
function load({ pid, port }, seconds = secondsOfATurn) {
  const before = cpuMicroseconds(pid)
  const url = `http://127.0.0.1:${port}${path}`
  const said = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, url], { encoding: 'utf8' })
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(said)
  const requests = Number(/(\d+) requests in/.exec(said)?.[1])
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1])
  return { perSecond, microseconds: (cpuMicroseconds(pid) - before) / requests }
}

/** Of all processes of the group that a start command leads; NaN where there is no /proc. */
function cpuMicroseconds(group) {
  if (process.platform !== 'linux') return Number.NaN
  const ticks = readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return []
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(fields[2]) === group ? [Number(fields[11]) + Number(fields[12])] : []
    } catch {
      return []
    }
  })
  return ticks.reduce((sum, one) => sum + one, 0) * 10_000
}

function percent(ratio) {
  return `${Math.round(100 * ratio)} %`
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
