/**
 * Start-up and scaffold, measured as ratios in one run: `node bench/run.mjs` (after `npm run build`).
 * Prints Markdown; exits 1 when a row misses its "must". `--quick` takes fewer rounds and no peers.
 */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, misses, table } from './measure.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const msvc = join(here, '..', 'bin', 'msvc.js')
const create = join(here, '..', 'bin', 'create-microservice.js')
const quick = process.argv.includes('--quick')
const work = mkdtempSync(join(memory() ?? tmpdir(), 'msvc-bench-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))

const node = (...args) => [process.execPath, ...args]
const floor = { name: 'node -e 0', command: node('-e', '0') }

/** A folder in memory, where the system has one: to make a file on disk may take three times longer from one hour to the next. */
function memory() {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return undefined
  }
}

/** A new workspace for each round: what is timed is the first service in it. */
let rounds = 0
function freshWorkspace() {
  const name = `shop-${rounds++}`
  execFileSync(process.execPath, [create, name, '--yes', '--owner', 'team-shop', '--no-git', '--no-install'], {
    cwd: work,
    stdio: 'ignore',
  })
  return join(work, name)
}

const startUp = [
  floor,
  { name: 'msvc --version', command: node(msvc, '--version') },
  { name: 'msvc --help', command: node(msvc, '--help') },
  { name: 'create-microservice --help', command: node(create, '--help') },
]
const addService = [
  'add-service',
  'checkout',
  '--stack',
  'node-fastify',
  '--owner',
  'team-shop',
  '--yes',
  '--no-install',
]
const scaffold = [
  floor,
  { name: 'msvc add-service --no-install', command: node(msvc, ...addService), before: freshWorkspace },
]
const bars = {
  'msvc --version': { must: 1.15, aim: 1.05 },
  'msvc --help': { must: 1.5, aim: 1.3 },
  'create-microservice --help': { must: 1.5, aim: 1.3 },
  'msvc add-service --no-install': { must: 4, aim: 2.5 },
}

if (!quick) addPeers()

const options = { rounds: quick ? 11 : 31 }
const results = [measure(startUp, options), measure(scaffold, options)]
console.log(`Node ${process.version}, ${options.rounds} rounds; medians, and medians of the ratios within a round.\n`)
console.log(`## Start-up\n\n${table(results[0], bars)}\n`)
console.log(`## Adding a service\n\n${table(results[1], bars)}`)
const missed = results.flatMap((result) => misses(result, bars))
for (const line of missed) console.error(`missed: ${line}`)
process.exitCode = missed.length > 0 ? 1 : 0

/** Peers come from bench/package.json, so that the product does not depend on them. */
function addPeers() {
  if (!existsSync(join(here, 'node_modules'))) {
    execFileSync('npm', ['install', '--no-package-lock', '--prefix', here], { stdio: 'ignore' })
  }
  const bin = (name) => join(here, 'node_modules', '.bin', name)
  startUp.push(
    { name: 'create-vite --help', command: [bin('create-vite'), '--help'] },
    { name: 'hygen --help', command: [bin('hygen'), '--help'], cwd: hygenFolder() },
    { name: 'plop --help', command: [bin('plop'), '--help'] },
  )
  scaffold.push({
    name: 'create-vite (copies 12 files)',
    command: [bin('create-vite'), 'app', '--template', 'vanilla-ts', '--no-interactive'],
    before: () => mkdtempSync(join(work, 'vite-')),
  })
  scaffold.push({
    name: 'hygen (renders 20 files)',
    command: [bin('hygen'), 'service', 'new', '--name', 'checkout'],
    before: hygenFolder,
  })
}

function hygenFolder() {
  const folder = mkdtempSync(join(work, 'hygen-'))
  const templates = join(folder, '_templates', 'service', 'new')
  mkdirSync(templates, { recursive: true })
  for (let index = 0; index < 20; index++) {
    writeFileSync(
      join(templates, `file${index}.ejs.t`),
      `---\nto: <%= name %>/file${index}.ts\n---\nexport const name = '<%= name %>'\n`,
    )
  }
  return folder
}
