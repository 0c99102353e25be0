/**
 * The main job, end to end, from a clone: builds, creates the store example in a folder, runs its journey, lints it.
 * `npm run try [folder]`; without a folder it works in a temporary one and says where.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = resolve(process.argv[2] ?? join(mkdtempSync(join(tmpdir(), 'microservices-')), 'store'))
mkdirSync(dirname(folder), { recursive: true })
const program = (name) => join(root, 'bin', `${name}.js`)

run('npm run build', 'npm', ['run', '--silent', 'build'], root)
run(
  'create-microservice store --example store --yes',
  process.execPath,
  [program('create-microservice'), folder, '--example', 'store', '--yes'],
  dirname(folder),
)
run('npm run demo', 'npm', ['run', '--silent', 'demo'], folder)
run('msvc lint', process.execPath, [program('msvc'), 'lint'], folder)
console.log(`\nAll of it lies in ${folder}`)

function run(shown, command, args, cwd) {
  console.log(`\n$ ${shown}`)
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    console.error(`${shown} failed${error ? `: ${error.message}` : ` with exit code ${status}`}`)
    process.exit(1)
  }
}
