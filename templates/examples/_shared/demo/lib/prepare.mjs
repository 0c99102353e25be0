import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { printRow, seconds } from './screen.mjs'

/** Installs and builds a service, as far as that is still to be done. */
export async function prepare(name, folder, signal) {
  const isInstalled = isNewer(join(folder, 'node_modules', '.package-lock.json'), [join(folder, 'package-lock.json')])
  if (!isInstalled) await npm(name, folder, ['ci', '--no-audit', '--no-fund'], signal)

  const sources = ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'].flatMap((path) =>
    filesAt(join(folder, path)),
  )
  const isBuilt = isNewer(join(folder, 'dist', 'main.js'), sources)
  if (!isBuilt) await npm(name, folder, ['run', 'build'], signal)
  if (isInstalled && isBuilt) printRow(name, 'is installed and built')
}

/** Whether `file` is there, and no other is younger. */
function isNewer(file, others) {
  const age = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return age(file) > 0 && others.every((other) => age(other) <= age(file))
}

function filesAt(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => filesAt(join(path, entry.name)))
}

/** Runs npm to its end, also when it is interrupted: a half-written node_modules would be in the way of the next run. */
function npm(name, cwd, args, signal) {
  const shown = `npm ${args.filter((arg) => !arg.startsWith('-')).join(' ')}`
  const started = performance.now()
  printRow(name, `${shown} …`)
  return new Promise((resolve, reject) => {
    // `npm run` says where npm's own program lies; without it, Windows finds npm.cmd through a shell alone.
    const program = process.env.npm_execpath
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 }
    const done = (error, stdout, stderr) => {
      signal.removeEventListener('abort', interrupt)
      if (!error) {
        printRow(name, `${shown} done in ${seconds(performance.now() - started)}`)
        resolve()
      } else if (signal.aborted) {
        reject(signal.reason)
      } else {
        reject(new Error(`${shown} failed in ${cwd}\n${`${stdout}${stderr}`.trim() || error.message}`))
      }
    }
    const child = program?.endsWith('npm-cli.js')
      ? execFile(process.execPath, [program, ...args], options, done)
      : execFile('npm', args, { ...options, shell: process.platform === 'win32' }, done)
    const interrupt = () => {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 5000).unref()
    }
    signal.addEventListener('abort', interrupt)
  })
}
