/**
 * Writes `package-lock.json.hbs` of a stack anew from its `package.json.hbs`:
 *
 *     node scripts/lock-stack.mjs [stack]
 *
 * Run it after changing a version there. The lock names no registry, so that it serves everyone's mirror.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Held back below what the ranges allow: `light-my-request` 6.8 wants a `cookie` that warns on Node 20,
 * which generated services support.
 */
const heldBack = { 'light-my-request': '6.6.0' }

const stack = process.argv[2] ?? 'node-fastify'
const template = (file) => fileURLToPath(new URL(`../templates/stacks/${stack}/${file}.hbs`, import.meta.url))
/** Stands for the service's name while npm works, and is found again in what it wrote. */
const placeholder = 'name-of-the-service'

const manifest = readFileSync(template('package.json'), 'utf8')
  .replaceAll('{{name}}', placeholder)
  .replaceAll('{{json description}}', '""')

const folder = mkdtempSync(join(tmpdir(), 'lock-stack-'))
try {
  const npm = (...args) =>
    execFileSync(
      'npm',
      [
        ...args,
        '--package-lock-only',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--omit-lockfile-registry-resolved',
      ],
      { cwd: folder, stdio: 'inherit' },
    )
  writeFileSync(join(folder, 'package.json'), manifest)
  npm('install')
  for (const [name, version] of Object.entries(heldBack)) {
    npm('install', '--save-exact', `${name}@${version}`)
    npm('uninstall', name)
  }
  const text = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  check(JSON.parse(text).packages)
  writeFileSync(template('package-lock.json'), text.replaceAll(placeholder, '{{name}}'))
} finally {
  rmSync(folder, { recursive: true })
}

/** A lock that lacks a platform's package makes `npm ci` fail, there or everywhere. */
function check(packages) {
  const resolved = Object.keys(packages).filter((path) => packages[path].resolved !== undefined)
  if (resolved.length > 0) throw new Error(`the lock names a registry for ${resolved.join(', ')}`)
  const missing = Object.values(packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => packages[`node_modules/${name}`] === undefined)
  if (missing.length > 0) throw new Error(`the registry does not have ${missing.join(', ')}: choose another version`)
}
