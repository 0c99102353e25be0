/**
 * Writes docs/rules/ from the rules and their pages, so that the web shows what `msvc explain` prints.
 * `--check` writes nothing and fails when something is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const source = join(root, 'src/lint/rules')
const target = join(root, 'docs/rules')
const isCheck = process.argv.includes('--check')

/** The rules themselves, bundled in memory: Node reads no TypeScript. */
async function readRules() {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'index.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr('/');" },
  })
  const { rules } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
  return rules
}

const rules = await readRules()
const pages = new Map()
const index = [
  '# Rules',
  '',
  'Made from the rules in `src/lint/rules/` and the pages beside them; `msvc explain <rule>` prints one.',
  '',
]
for (const group of new Set(rules.map((rule) => rule.group).sort())) {
  index.push(`## ${group}`, '', '| rule | severity | says |', '| --- | --- | --- |')
  for (const { id, severity, summary } of rules.filter((rule) => rule.group === group)) {
    index.push(`| [${id}](${id}.md) | ${severity} | ${summary} |`)
    pages.set(`${id}.md`, readFileSync(join(source, group, id, 'rule.md'), 'utf8'))
  }
  index.push('')
}
pages.set('README.md', `${index.join('\n').trimEnd()}\n`)

const present = existsSync(target) ? readdirSync(target) : []
const stale = [
  ...present.filter((file) => !pages.has(file)),
  ...[...pages]
    .filter(([file, text]) => !present.includes(file) || readFileSync(join(target, file), 'utf8') !== text)
    .map(([file]) => file),
]
if (isCheck) {
  if (stale.length > 0) console.error(`docs/rules is out of date (${stale.join(', ')}); run: npm run docs`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const [file, text] of pages) writeFileSync(join(target, file), text)
}
