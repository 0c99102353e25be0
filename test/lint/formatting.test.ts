import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments, stringify } from 'yaml'
import { parsePage } from '../../src/lint/page.ts'
import { rules } from '../../src/lint/rules/index.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

type Files = Readonly<Record<string, string>>

const comments = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`
const texts = String.raw`\$?"""[\s\S]*?"""|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`
/** Comments and texts of each language, by the ending of its files: what no formatter touches. */
const kept: Readonly<Record<string, RegExp>> = {
  '.cs': new RegExp(`${comments}|${texts}|^[ \\t]*#[^\\n]*`, 'gm'),
  '.go': new RegExp(`${comments}|\`[^\`]*\`|${texts}`, 'g'),
  '.java': new RegExp(`${comments}|${texts}`, 'g'),
  '.kt': new RegExp(`${comments}|${texts}`, 'g'),
  '.ts': new RegExp(`${comments}|\`[^\`]*\`|${texts}`, 'g'),
}

function inCode(file: string, text: string, change: (code: string) => string): string {
  const pattern = kept[extname(file)]
  if (pattern === undefined) return text
  let at = 0
  const parts = [...text.matchAll(pattern)].flatMap((match) => {
    const before = text.slice(at, match.index)
    at = match.index + match[0].length
    return [change(before), match[0]]
  })
  return [...parts, change(text.slice(at))].join('')
}

/** As a program writes YAML: texts in quotes, no comments. Scripts in pipelines are read line by line, and stay as they are. */
function rewritten(file: string, text: string): string {
  if (
    !/\.ya?ml$/.test(file) ||
    text.includes('{{') ||
    file.startsWith('.git') ||
    /[|>][-+]?$/m.test(text) ||
    /[ \t]![A-Za-z]|# msvc-/.test(text)
  )
    return text
  const documents = parseAllDocuments(text, { merge: true })
  if (documents.some(({ errors }) => errors.length > 0)) return text
  const as = { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const
  return documents.map((document) => stringify(document.toJS(), { ...as, aliasDuplicateObjects: false })).join('---\n')
}

/** What formatters of code differ in. */
const formats: Readonly<Record<string, (file: string, text: string) => string>> = {
  'a space stands before brackets': (file, text) =>
    file.endsWith('.go') ? text : inCode(file, text, (code) => code.replace(/([\w>])\(/g, '$1 (')),
  'each argument has a line': (file, text) => inCode(file, text, (code) => code.replace(/([(,])(?=.)/g, '$1\n      ')),
  'YAML is as a program writes it': rewritten,
}

async function said(files: Files, only: string, commits: readonly never[] | undefined): Promise<string[]> {
  const options = { today: '2026-11-23', only: [only], ...(commits ? { history: async () => commits } : {}) }
  const { findings } = await lintRepository(memoryRepository(files), options)
  return findings.map(({ at, severity, message }) => [at.file, severity, message].join(' ')).sort()
}

describe.each(rules.map((rule) => [rule.id, rule.group] as const))('what %s says', (id, group) => {
  const page = readFileSync(join(import.meta.dirname, '../../src/lint/rules', group, id, 'rule.md'), 'utf8')

  it.each(Object.entries(formats))('is the same where %s', async (_, format) => {
    for (const { files, commits } of parsePage(page).examples) {
      const other = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, format(file, text)]))
      expect(await said(other, id, commits as never)).toEqual(await said(files, id, commits as never))
    }
  })
})
