/**
 * Lint, measured as ratios in one run: `npm run build && node bench/lint.mjs`. A tree of 500 services and 20,000
 * TypeScript files with their manifests, against `rg -c import` over it, which reads every file and thinks nothing.
 * Prints Markdown; nothing fails, since not all bars are met yet.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, table } from './measure.mjs'
import { writeTree } from './tree.mjs'

const msvc = join(dirname(fileURLToPath(import.meta.url)), '..', 'bin', 'msvc.js')
const work = mkdtempSync(join(tmpdir(), 'msvc-lint-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))

writeTree(work, { services: 500, filesPerService: 40 })
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], {
    cwd: work,
    stdio: 'ignore',
  })
git('init')
git('add', '--all')
git('commit', '--message', 'bench')

// `--rule` of one that finds nothing here: what is measured is reading and judging, not the printing of findings.
const lint = [process.execPath, msvc, 'lint', '--rule', 'missing-owner']
const graph = [process.execPath, msvc, 'graph', '--format', 'json']
const results = measure(
  [
    { name: 'rg -c import', command: ['rg', '-c', 'import', '.'], cwd: work },
    { name: 'git status', command: ['git', 'status', '--short'], cwd: work },
    { name: 'msvc lint --no-cache', command: [...lint, '--no-cache'], cwd: work },
    { name: 'msvc lint, nothing changed', command: lint, cwd: work },
    { name: 'msvc graph --no-cache', command: [...graph, '--no-cache'], cwd: work },
    { name: 'msvc graph, nothing changed', command: graph, cwd: work },
  ],
  { rounds: 5, warmups: 1 },
)
console.log(
  `Node ${process.version}; 500 services, 22,500 files.\n\n${table(results, { 'msvc lint --no-cache': { must: 10, aim: 6 } })}`,
)
