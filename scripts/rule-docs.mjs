/**
 * Writes docs/rules/ from the pages of the rules, so that the web shows what `msvc explain` prints.
 * `--check` writes nothing and fails when something is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const source = join(root, 'src/lint/rules')
const target = join(root, 'docs/rules')
const isCheck = process.argv.includes('--check')

const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

const pages = new Map()
const index = [
  '# Rules',
  '',
  'Made from the pages beside the rules in `src/lint/rules/`; `msvc explain <rule>` prints one.',
  '',
]
for (const group of folders(source)) {
  index.push(`## ${group}`, '', '| rule | severity | says |', '| --- | --- | --- |')
  for (const id of folders(join(source, group))) {
    const code = readFileSync(join(source, group, id, 'rule.ts'), 'utf8')
    const field = (name) => new RegExp(`^  ${name}: '(.*)',$`, 'm').exec(code)?.[1].replaceAll("\\'", "'") ?? ''
    index.push(`| [${id}](${id}.md) | ${field('severity')} | ${field('summary')} |`)
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
