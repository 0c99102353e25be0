/**
 * Lint, measured as ratios in one run: `npm run build && node bench/lint.mjs`. A tree of 500 services and 20,000
 * TypeScript files with their manifests, a tenth of it, and one in Python, Go and Java; against `rg -c import`, which
 * reads every file and thinks nothing, `git status`, which looks at every file, and linters that look at imports alone.
 * Prints Markdown; exits 1 when a row misses its "must". `--quick` takes the rows without peers that CI judges.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, misses, table } from './measure.mjs'
import { writePolyglot } from './polyglot.mjs'
import { writeTree } from './tree.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const msvc = join(here, '..', 'bin', 'msvc.js')
const quick = process.argv.includes('--quick')
const work = mkdtempSync(join(tmpdir(), 'msvc-lint-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))
Object.assign(process.env, { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' })

// `--rule` of one that finds nothing here: what is measured is reading and judging, not the printing of findings.
const lint = [process.execPath, msvc, 'lint', '--rule', 'missing-owner']
const cold = [...lint, '--no-cache']
const graph = [process.execPath, msvc, 'graph', '--format', 'json']
const edited = 'services/service-250/src/part-7.ts'
const missed = []

const big = tree('big', (root) => writeTree(root, { services: 500, filesPerService: 40 }))
console.log(`Node ${process.version}; medians, and medians of the ratios within a round.\n`)
warmRows()
memoryRow()
if (!quick) {
  const bin = (name) => join(here, 'node_modules', '.bin', name)
  const rg = ripgrep()
  const small = tree('small', (root) => writeTree(root, { services: 50, filesPerService: 40 }))
  const polyglot = tree('polyglot', (root) => writePolyglot(root, { services: 50, filesPerService: 39 }))
  const ofRg = { name: 'rg -c import', command: [rg, '-c', 'import', '.'], cwd: big }
  const ofLint = { name: 'msvc lint --no-cache', command: cold, cwd: big }
  report(
    'Nothing kept',
    [ofRg, ofLint, { name: 'msvc graph --no-cache', command: [...graph, '--no-cache'], cwd: big }],
    { 'msvc lint --no-cache': { must: 10, aim: 6 } },
    { rounds: 5 },
  )
  report(
    'Ten times the files',
    [
      { name: '2,250 files', command: cold, cwd: small },
      { name: '22,500 files', command: cold, cwd: big },
    ],
    { '22,500 files': { must: 8, aim: 5 } },
    { rounds: 3 },
  )
  report(
    'Python, Go and Java, 2,000 files each',
    [
      { ...ofRg, cwd: polyglot },
      { ...ofLint, cwd: polyglot },
    ],
    {},
    { rounds: 3 },
  )
  report(
    'Linters of imports',
    [
      { name: 'turbo boundaries', command: [bin('turbo'), 'boundaries', '--no-color'], cwd: big },
      { name: 'oxlint import/no-cycle', command: [bin('oxlint'), '-c', '.oxlintrc.json', 'services'], cwd: big },
      ofLint,
    ],
    { 'msvc lint --no-cache': { must: 1.5, aim: 1 } },
    { rounds: 3 },
  )
  report(
    'dependency-cruiser',
    [ofLint, { name: 'dependency-cruiser', command: [bin('depcruise'), '--no-config', 'services'], cwd: big }],
    {},
    { rounds: 1, warmups: 0 },
  )
}
for (const line of missed) console.error(`missed: ${line}`)
process.exitCode = missed.length > 0 ? 1 : 0

function report(title, subjects, bars, options) {
  const results = measure(subjects, { warmups: 1, ...options })
  console.log(`### ${title}\n\n${table(results, bars)}\n`)
  missed.push(...misses(results, bars))
}

/** What a run costs that finds the answer of the last one, and one in which a single file is another. */
function warmRows() {
  report(
    'Nothing changed',
    [
      { name: 'git status', command: ['git', 'status', '--short'], cwd: big },
      { name: 'msvc lint, nothing changed', command: lint, cwd: big },
      { name: 'msvc graph, nothing changed', command: graph, cwd: big },
    ],
    { 'msvc lint, nothing changed': { must: 5, aim: 3 } },
    { rounds: quick ? 5 : 9 },
  )
  let edits = 0
  report(
    'One file changed',
    [
      { name: 'msvc lint, nothing changed', command: lint, before: settled },
      {
        name: 'msvc lint, one file changed',
        command: lint,
        before: () => {
          appendFileSync(join(big, edited), `// edit ${edits++}\n`)
          return big
        },
      },
    ],
    { 'msvc lint, one file changed': { must: 1.3, aim: 1.1 } },
    { rounds: 21, warmups: 2 },
  )
}

/** Takes the edit back, so that the tree says what it said when it was read. */
function settled() {
  execFileSync('git', ['checkout', '--quiet', '--', edited], { cwd: big })
  return big
}

function memoryRow() {
  const file = join(work, 'rss')
  rmSync(join(big, '.msvc'), { recursive: true, force: true })
  for (const args of [cold, lint]) {
    const [program, ...rest] = args
    const env = { ...process.env, BENCH_RSS: file }
    execFileSync(program, ['--require', join(here, 'rss.cjs'), ...rest], { cwd: big, env, stdio: 'ignore' })
  }
  const peaks = readFileSync(file, 'utf8').trim().split('\n').map(Number)
  const most = Math.max(...peaks)
  console.log(
    `### Memory\n\nPeak at 22,500 files: ${peaks[0]} MB without a cache, ${peaks[1]} MB when one is made (300 / 200).\n`,
  )
  if (most > 300) missed.push(`memory: ${most} MB, must be at most 300`)
}

function tree(name, write) {
  const root = join(work, name)
  mkdirSync(root)
  write(root)
  writeFileSync(join(root, 'turbo.json'), '{ "tasks": {} }\n')
  writeFileSync(
    join(root, '.oxlintrc.json'),
    '{ "plugins": ["import"], "categories": { "correctness": "off" }, "rules": { "import/no-cycle": "error" } }\n',
  )
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], {
      cwd: root,
      stdio: 'ignore',
    })
  git('init')
  git('add', '--all')
  git('commit', '--message', 'bench')
  return root
}

/** Peers come from bench/package.json, so that the product does not depend on them. */
function ripgrep() {
  if (!existsSync(join(here, 'node_modules/@vscode/ripgrep'))) {
    execFileSync('npm', ['install', '--no-package-lock', '--prefix', here], { stdio: 'ignore' })
  }
  const program = join(here, `node_modules/@vscode/ripgrep-${process.platform}-${process.arch}/bin/rg`)
  return existsSync(program) ? program : 'rg'
}
