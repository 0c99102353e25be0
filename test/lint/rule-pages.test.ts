import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageHeadings, parsePage } from '../../src/lint/page.ts'
import { rules } from '../../src/lint/rules/index.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const pageOf = (group: string, id: string): string =>
  readFileSync(join(import.meta.dirname, '../../src/lint/rules', group, id, 'rule.md'), 'utf8')

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = parsePage(pageOf(rule.group, id))
  const bad = page.examples.filter(({ verdict }) => verdict === 'bad')
  const good = page.examples.filter(({ verdict }) => verdict === 'good')

  it('has a page of its name, with all headings and examples of both kinds', () => {
    expect(page.title).toBe(id)
    expect(page.headings).toEqual([...pageHeadings])
    expect(bad.length, 'bad examples').toBeGreaterThanOrEqual(2)
    expect(good.length, 'good examples').toBeGreaterThanOrEqual(2)
    expect(bad.every(({ findings }) => findings.length > 0)).toBe(true)
    expect(good.every(({ findings }) => findings.length === 0)).toBe(true)
    expect(page.examples.every(({ files }) => Object.keys(files).length > 0)).toBe(true)
  })

  it.each(page.examples.map((example) => [`${example.verdict}: ${example.title}`, example] as const))(
    '%s',
    async (_, { files, before, findings, commits }) => {
      const history = async () => commits
      const changed = Object.keys(before)
      const earlier = memoryRepository({ ...files, ...before })
      const change = changed.length > 0 ? { label: 'of the example', files: changed, before: earlier } : undefined
      const result = await lintRepository(memoryRepository(files), { only: [id], today: '2026-11-23', history, change })
      const said = result.findings.map(({ at, severity, message }) => {
        const weight = severity === rule.severity ? '' : `${severity}: `
        return `${at.file}:${at.line} ${weight}${message}`
      })
      expect(said).toEqual(findings)
    },
  )
})
