import { describe, expect, it } from 'vitest'
import { survey } from '../../src/graph/survey.ts'
import { arrange } from '../../src/lint/arrange.ts'
import { runRules } from '../../src/lint/engine.ts'
import { optionsOf } from '../../src/lint/options.ts'
import type { Report, Rule } from '../../src/lint/rule.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const rule = (id: string, check: Rule['check']): Rule => ({
  id,
  group: 'code',
  severity: 'error',
  summary: 'S.',
  why: 'W.',
  help: 'H.',
  options: { words: { default: ['x'] }, word: { default: 'y' } },
  check,
})
const report = (message: string, file: string, line: number, more: Partial<Report> = {}): Report => ({
  message,
  at: { file, line, column: 1 },
  services: [],
  ...more,
})

async function run(...rules: Rule[]) {
  const { config, catalog, facts, graph } = await survey(memoryRepository({}))
  const inForce = rules.map((each) => ({
    rule: each,
    severity: each.severity,
    options: optionsOf(each, {}),
    overrides: [],
  }))
  const { findings } = runRules({
    config,
    catalog,
    facts,
    graph,
    unread: [],
    lines: new Map(),
    history: [],
    rules: inForce,
    libraries: () => [],
    has: () => false,
    hasFolder: () => false,
  })
  return arrange(findings, () => undefined)
}

describe('runRules', () => {
  it('says equal findings once, in the order of file, line, rule and message', async () => {
    const one = rule('one', () => [report('b', 'b', 1), report('a', 'a', 10), report('a', 'a', 9), report('a', 'a', 9)])
    const two = rule('two', () => [report('z', 'a', 9), report('a', 'a', 9)])
    expect((await run(two, one)).map(({ at, rule: id, message }) => `${at.file}${at.line} ${id} ${message}`)).toEqual([
      'a9 one a',
      'a9 two a',
      'a9 two z',
      'a10 one a',
      'b1 one b',
    ])
  })

  it('takes what a report says of itself over what the rule says of all', async () => {
    const said = await run(
      rule('one', () => [report('a', 'a', 1), report('b', 'b', 1, { severity: 'warning', help: 'N.' })]),
    )
    expect(said.map(({ severity, why, help, related }) => [severity, why, help, related])).toEqual([
      ['error', 'W.', 'H.', []],
      ['warning', 'W.', 'N.', []],
    ])
  })

  it('lets a rule that throws pass: it is a bug', async () => {
    const broken = rule('broken', () => {
      throw new RangeError('oops')
    })
    await expect(run(broken)).rejects.toThrow(RangeError)
  })

  it('gives rules their options by type', async () => {
    const seen: unknown[] = []
    const asking = rule('asking', ({ options }) => {
      seen.push(options.text('word'), options.texts('words'))
      options.text('words')
      return []
    })
    await expect(run(asking)).rejects.toThrow('asking has no text option "words"')
    expect(seen).toEqual(['y', ['x']])
  })
})
