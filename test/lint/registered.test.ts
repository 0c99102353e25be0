import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rules } from '../../src/lint/rules/index.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'src/lint/rules')

it('has each folder with a rule registered once, under the id and group that it is called', () => {
  const folders = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === 'rule.ts')
    .map(({ parentPath }) => parentPath.slice(folder.length + 1).replaceAll('\\', '/'))
  expect(rules.map(({ group, id }) => `${group}/${id}`)).toEqual(folders.sort())
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
})

it.each(rules.map((rule) => [rule.id, rule] as const))('%s says its things in one line each', (id, rule) => {
  expect(id).toMatch(/^[a-z]+(?:-[a-z]+)+$/)
  for (const line of [rule.summary, rule.why, rule.help]) expect(line).toMatch(/^[A-Z].{10,130}[.]$/)
})

it('has its pages under docs/ up to date', () => {
  const run = () => execFileSync(process.execPath, [join(root, 'scripts/rule-docs.mjs'), '--check'], { stdio: 'pipe' })
  expect(run).not.toThrow()
})
