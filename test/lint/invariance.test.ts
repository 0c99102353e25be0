import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parsePage } from '../../src/lint/page.ts'
import { rules } from '../../src/lint/rules/index.ts'
import { type LintOptions, lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import type { Repository } from '../../src/repository/repository.ts'
import { mapCache } from '../facts/map-cache.ts'

type Files = Readonly<Record<string, string>>

/** What must make no difference, whatever the rule: each is tried on all examples of all pages. */
const disguises: Readonly<Record<string, (files: Files) => Repository>> = {
  'lines end as on Windows': (files) => memoryRepository(mapped(files, (text) => text.replaceAll('\n', '\r\n'))),
  'files begin with a byte order mark': (files) => memoryRepository(mapped(files, (text) => `\uFEFF${text}`)),
  'files end in empty lines': (files) => memoryRepository(mapped(files, (text) => `${text}\n\n`)),
  'other files lie around': (files) => memoryRepository({ 'notes/readme.txt': 'http://localhost', ...files }),
}

const mapped = (files: Files, change: (text: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, path === 'msvc.yaml' ? text : change(text)]))

async function said(repository: Repository, options: Partial<LintOptions>): Promise<string[]> {
  const { findings } = await lintRepository(repository, { today: '2026-11-23', ...options })
  return findings.map(({ at, severity, message, fingerprint }) =>
    [at.file, at.line, severity, message, fingerprint].join(' '),
  )
}

describe.each(rules.map((rule) => [rule.id, rule.group] as const))('what %s says', (id, group) => {
  const page = readFileSync(join(import.meta.dirname, '../../src/lint/rules', group, id, 'rule.md'), 'utf8')
  const { examples } = parsePage(page)

  it.each(Object.entries(disguises))('is the same where %s', async (_, disguise) => {
    for (const { files, commits } of examples) {
      const options = { only: [id], history: async () => commits }
      expect(await said(disguise(files), options)).toEqual(await said(memoryRepository(files), options))
    }
  })

  it('is the same from facts that were kept, and again after an edit is undone', async () => {
    for (const { files, commits } of examples) {
      const options = { only: [id], history: async () => commits }
      const plain = await said(memoryRepository(files), options)
      const cache = mapCache()
      for (const tree of [files, mapped(files, () => ''), files]) {
        const found = await said(memoryRepository(tree), { ...options, cache })
        if (tree === files) expect(found).toEqual(plain)
      }
    }
  })
})
