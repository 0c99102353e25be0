import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceLanguage } from '../../src/facts/source-language.ts'
import { type PageExample, parsePage } from '../../src/lint/page.ts'
import { rules } from '../../src/lint/rules/index.ts'
import { emptyFolder, msvc, sh, writeFiles } from './shell.ts'

/** Rules whose examples with code are TypeScript for a reason; they are run on their artifacts. */
const onlyForTheWeb: Readonly<Record<string, string>> = {
  'no-gateway': 'what runs in browsers is TypeScript or JavaScript',
}

const pageOf = (group: string, id: string): string =>
  readFileSync(join(import.meta.dirname, '../../src/lint/rules', group, id, 'rule.md'), 'utf8')

const languagesOf = ({ files }: PageExample): string[] =>
  Object.keys(files).flatMap((file) => sourceLanguage(file) ?? [])
const isWeb = (language: string): boolean => language === 'typescript' || language === 'javascript'

/**
 * The example to run: without TypeScript and JavaScript, and with code of another language where the rule finds anything
 * in code.
 */
function polyglotExample(id: string, examples: readonly PageExample[]): PageExample | undefined {
  const bad = examples.filter(({ verdict }) => verdict === 'bad')
  const looksAtCode = bad.some((example) => languagesOf(example).length > 0) && !(id in onlyForTheWeb)
  return bad.find((example) => {
    const languages = languagesOf(example)
    return !languages.some(isWeb) && (languages.length > 0 || !looksAtCode)
  })
}

/**
 * Writes an example as a repository, with the state before a change and the history where it is about them. What the
 * command is asked beside the rule.
 */
async function write({ files, before, commits }: PageExample, folder: string): Promise<string[]> {
  const git = (...args: string[]) => sh(folder, 'git', '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args)
  const commit = async (message: string) => {
    await git('add', '--all')
    await git('commit', '--quiet', '--message', message)
  }
  if (Object.keys(before).length > 0) {
    await git('init', '--quiet')
    writeFiles(folder, { ...files, ...before })
    await commit('before')
    writeFiles(folder, files)
    for (const gone of Object.keys(before).filter((file) => !(file in files))) await sh(folder, 'rm', gone)
    return ['--since', 'HEAD']
  }
  if (commits.length > 0) await git('init', '--quiet')
  for (const [number, each] of commits.entries()) {
    writeFiles(folder, Object.fromEntries(each.files.map((file) => [file, `${number}\n`])))
    await commit(`change ${number}`)
  }
  writeFiles(folder, files)
  return []
}

describe.concurrent('each rule, through the tarball, in another language than TypeScript', () => {
  it.for(rules.map((rule) => [rule.id, rule] as const))('%s', async ([id, rule], { onTestFinished }) => {
    const example = polyglotExample(id, parsePage(pageOf(rule.group, id)).examples)
    expect(example, `${id} has no bad example without TypeScript`).toBeDefined()
    if (example === undefined) return
    const folder = emptyFolder({ whenFinished: onTestFinished })
    const more = await write(example, folder)
    const { stdout, stderr, code } = await msvc(folder, 'lint', '--rule', id, '--format', 'json', ...more)
    expect(code, stderr).toBeLessThan(2)
    const { findings } = JSON.parse(stdout) as { findings: Record<'file' | 'line' | 'severity' | 'message', string>[] }
    const said = findings.map(({ file, line, severity, message }) => {
      const weight = severity === rule.severity ? '' : `${severity}: `
      return `${file}:${line} ${weight}${message}`
    })
    expect(said, example.title).toEqual(example.findings)
  })
})
