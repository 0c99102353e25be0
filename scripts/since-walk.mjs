/**
 * Holds `lint --since` against full runs over the last commits of a repository with a history of its own:
 * `node scripts/since-walk.mjs <repository> [commits]`, after a build. For each commit, `lint --since <its parent>` must report of
 * the full run exactly what is about a service that the change concerns, has a place in a changed file, or was not there
 * in the full run of the parent; and each service with a changed file in its folder must be concerned.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const msvc = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bin', 'msvc.js')
const [repository = '.', count = '200'] = process.argv.slice(2)
const tree = join(mkdtempSync(join(tmpdir(), 'since-')), 'tree')
const git = (...args) => execFileSync('git', args, { cwd: tree, encoding: 'utf8', maxBuffer: 1e9, stdio: 'pipe' })

execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', resolve(repository), tree])
const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim()
const commits = git('rev-list', '--first-parent', `--max-count=${Number(count) + 1}`, head)
  .trim()
  .split('\n')
  .reverse()
const totals = { commits: 0, withFindings: 0, reported: 0, disagreeing: 0 }
let before
for (const commit of commits) {
  // Some files are too large for a copy of a repository to have; they are no matter here.
  spawnSync('git', ['checkout', '--quiet', '--force', '--detach', commit], { cwd: tree })
  const full = lint()
  if (before) walk(commit, full, before)
  before = new Set(full.findings.map(({ fingerprint }) => fingerprint))
}
rmSync(dirname(tree), { recursive: true, force: true })
console.log(
  `${totals.commits} commits, ${totals.withFindings} of them with findings (${totals.reported} in all); ${totals.disagreeing} disagree`,
)
process.exitCode = totals.disagreeing === 0 ? 0 : 1

function walk(commit, full, wasThere) {
  const files = new Set(
    git('diff', '--name-only', '--no-renames', '-z', `${commit}^`, commit).split('\0').filter(Boolean),
  )
  const since = lint('--since', `${commit}^`)
  const concerned = new Set(since.change.services)
  const isDue = ({ services, file, related, fingerprint }) =>
    services.some((name) => concerned.has(name)) ||
    [file, ...related.map((place) => place.file)].some((each) => files.has(each)) ||
    !wasThere.has(fingerprint)
  const keys = (findings) =>
    findings.map(({ fingerprint, rule, file, line }) => `${rule} ${file}:${line} ${fingerprint}`)
  const [due, said] = [keys(full.findings.filter(isDue)), keys(since.findings)]
  const faults = [
    ...due.filter((key) => !said.includes(key)).map((key) => `not reported: ${key}`),
    ...said.filter((key) => !due.includes(key)).map((key) => `reported, and not due: ${key}`),
    ...owners(files)
      .filter((name) => !concerned.has(name))
      .map((name) => `not concerned: ${name}`),
  ]
  totals.commits += 1
  totals.withFindings += said.length > 0 ? 1 : 0
  totals.reported += said.length
  totals.disagreeing += faults.length > 0 ? 1 : 0
  for (const fault of faults) console.log(`${commit.slice(0, 9)} ${fault}`)
}

/** Services in whose folder a changed file lies, the innermost one. */
function owners(files) {
  const { services } = JSON.parse(run('graph', '--format', 'json'))
  const inside = services.filter(({ path }) => path !== '.').sort((a, b) => b.path.length - a.path.length)
  return [...new Set([...files].flatMap((file) => inside.find(({ path }) => file.startsWith(`${path}/`))?.name ?? []))]
}

function lint(...flags) {
  return JSON.parse(run('lint', '--json', ...flags))
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [msvc, ...args], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (status > 1) throw new Error(`msvc ${args.join(' ')}: exit ${status}\n${stderr}`)
  return stdout
}
