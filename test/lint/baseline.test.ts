import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'
import { baselineText, compareWithBaseline, readBaseline } from '../../src/lint/baseline.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { finding } from '../report/result.ts'

const at = (file: string, fingerprint: string, rule = 'r') =>
  finding({ at: { file, line: 9, column: 9 }, fingerprint, rule, related: [] })

describe('the baseline as text', () => {
  it('has a line for each finding, in an order of its own, without line numbers', () => {
    const text = baselineText([at('b', '1:1'), at('a', '3:1'), at('a', '2:1', 's'), at('a', '2:2')])
    expect(text).toBe(`{
  "2:2": { "rule": "r", "file": "a", "services": ["checkout","products"], "message": "checkout imports code of products." },
  "3:1": { "rule": "r", "file": "a", "services": ["checkout","products"], "message": "checkout imports code of products." },
  "2:1": { "rule": "s", "file": "a", "services": ["checkout","products"], "message": "checkout imports code of products." },
  "1:1": { "rule": "r", "file": "b", "services": ["checkout","products"], "message": "checkout imports code of products." },
  "version": 1
}
`)
    expect([...readBaseline(text, 'f').keys()]).toEqual(['2:2', '3:1', '2:1', '1:1'])
  })

  it('can lose any of its lines', () => {
    const lines = baselineText([at('a', '1:1'), at('b', '2:1')]).split('\n')
    for (const index of [1, 2]) expect(readBaseline(lines.toSpliced(index, 1).join('\n'), 'f').size).toBe(1)
    expect(baselineText([])).toBe('{\n  "version": 1\n}\n')
  })

  it.each([
    ['{\n<<<<<<< HEAD\n  "version": 1\n}', /^f:2 baseline-syntax .*marks of a merge.*After a merge/],
    ['{\n  "version": 1,\n}', /^f:3 baseline-syntax/],
    ['', /^f:1 baseline-syntax .*is empty.*--update-baseline/],
    ['[]', /^f:1 baseline-syntax .*no map of findings.*lint.baseline/],
    ['{}', /baseline-version .*its version is missing, not 1/],
    ['{ "version": 2 }', /baseline-version .*is 2, not 1/],
    ['{\n  "version": 2\n}', /^f:2 baseline-version/],
    ['{\n"1:1": { "rule": "r" }, "version": 1 }', /^f:2 baseline-entry .*"1:1", which says no rule and file/],
  ])('is refused: %j', (text, message) => {
    const fault = () => {
      try {
        readBaseline(text, 'f')
        return ''
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        const [{ code, place, message: told, hint } = { code: '', message: '' }] = error.problems
        return `${place?.file}:${place?.line} ${code} ${told} ${hint}`
      }
    }
    expect(fault()).toMatch(message)
  })
})

describe('compareWithBaseline', () => {
  it('tells what is new, what is known, and what is mended', () => {
    const baseline = readBaseline(baselineText([at('a', '1:1'), at('a', '1:2'), at('b', '2:1')]), 'f')
    const { fresh, known, mended } = compareWithBaseline([at('a', '1:1'), at('c', '3:1')], baseline)
    expect(fresh.map(({ fingerprint }) => fingerprint)).toEqual(['3:1'])
    expect(known.map(({ fingerprint }) => fingerprint)).toEqual(['1:1'])
    expect(mended).toEqual([
      expect.objectContaining({ fingerprint: '1:2', rule: 'r', file: 'a' }),
      expect.objectContaining({ fingerprint: '2:1', rule: 'r', file: 'b' }),
    ])
  })
})

describe('a repository with a baseline', () => {
  const docker = { 'a/Dockerfile': 'FROM node\n', 'a/package.json': '{ "name": "a", "scripts": { "start": "x" } }' }
  const lint = (files: Record<string, string>, more: { only?: string[]; baseline?: boolean } = {}) =>
    lintRepository(memoryRepository(files), { today: '2026-11-23', ...more })
  const only = ['unpinned-base-image']

  it('knows findings again where lines moved, and counts equal ones', async () => {
    const known = baselineText((await lint(docker, { only })).findings)
    const moved = { ...docker, 'a/Dockerfile': '# one\n\nfrom   node\nFROM  node\n', '.msvc-baseline.json': known }
    const { findings, baseline } = await lint({ ...moved, 'a/Dockerfile': '# one\n\n FROM  node\n' }, { only })
    expect({ findings, known: baseline.known.length }).toEqual({ findings: [], known: 1 })
    const twice = await lint({ ...moved, 'a/Dockerfile': 'FROM node\nFROM node\n' }, { only })
    expect(twice.findings.map(({ at: { line } }) => line)).toEqual([2])
    expect((await lint(moved, { only, baseline: false })).baseline.exists).toBe(false)
  })

  it('says nothing of what is mended when some rules alone have run', async () => {
    const files = { ...docker, '.msvc-baseline.json': baselineText([at('gone', '1:1')]) }
    expect((await lint(files, { only })).baseline.mended).toEqual([])
    expect((await lint(files)).baseline.mended).toHaveLength(1)
  })

  it('keeps what is known of files and services that could not be looked at', async () => {
    const known = [at('a/Dockerfile', '1:1'), at('b/gone.ts', '2:1'), at('shut/x.ts', '3:1'), at('msvc.yaml', '4:1')]
    const files = { ...docker, '.msvc-baseline.json': baselineText(known) }
    const shut = {
      ...memoryRepository(files),
      unlisted: () => [{ path: 'shut/', why: 'a folder that may not be read' }],
    }
    const here = { services: ['a'] }
    const alone = { ...files, '.msvc-baseline.json': baselineText(known.map((each) => ({ ...each, ...here }))) }
    const names = (all: readonly { fingerprint: string }[]) => all.map(({ fingerprint }) => fingerprint)
    const one = await lintRepository({ ...memoryRepository(alone), unlisted: shut.unlisted }, { today: '2026-11-23' })
    expect(names(one.baseline.mended)).toEqual(['1:1', '2:1', '4:1'])
    expect(names(one.baseline.unseen)).toEqual(['3:1'])
    // Where services are that the others speak of, nobody knows.
    const two = await lintRepository(shut, { today: '2026-11-23' })
    expect([two.baseline.mended, names(two.baseline.unseen)]).toEqual([[], ['1:1', '2:1', '4:1', '3:1']])
    const text = files['.msvc-baseline.json']
    expect(baselineText([], two.baseline.unseen)).toBe(text)
  })

  it('is not a folder', async () => {
    const msvc = 'version: 1\nlint: { baseline: a }\n'
    await expect(lint({ ...docker, 'msvc.yaml': msvc })).rejects.toThrow(
      'a is no file: no baseline can be read from it.',
    )
    expect((await lint({ ...docker, 'msvc.yaml': msvc }, { baseline: false })).services).toBe(1)
  })

  it('may have another name', async () => {
    const known = baselineText((await lint(docker)).findings)
    const msvc = 'version: 1\nlint: { baseline: ci/known.json }\n'
    const result = await lint({ ...docker, 'msvc.yaml': msvc, 'ci/known.json': known })
    expect(result.findings).toEqual([])
    expect(result.baseline).toMatchObject({ file: 'ci/known.json', mended: [] })
  })
})
