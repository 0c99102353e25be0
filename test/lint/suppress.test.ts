import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const entry = (name: string): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: team-a
`
const shop = (files: Record<string, string>): Record<string, string> => ({
  'a/catalog-info.yaml': entry('a'),
  'b/catalog-info.yaml': entry('b'),
  'b/x.ts': '',
  ...files,
})
/** What is reported of imports and base images, and of suppressions. */
const said = async (files: Record<string, string>, today = '2026-11-23', only?: string[]): Promise<string[]> => {
  const rules = only ?? ['cross-service-import', 'unpinned-base-image', 'void-suppression']
  const { findings } = await lintRepository(memoryRepository(files), { only: rules, today })
  return findings.map(
    ({ at, severity, rule, message }) =>
      `${at.file}:${at.line} ${severity} ${rule}${rule === 'void-suppression' ? ` ${message}` : ''}`,
  )
}

describe('comments in the source', () => {
  const inFile = (text: string, ...more: [today?: string, only?: string[]]) => said(shop({ 'a/x.ts': text }), ...more)
  const found = 'error cross-service-import'
  const line = "import '../b/x.ts'"

  it.each([
    ['above', `// msvc-ignore cross-service-import: why\n${line}`],
    ['beside', `${line} // msvc-ignore cross-service-import: why`],
    [
      'of several rules',
      `// msvc-ignore cross-service-import: why\n// msvc-ignore cross-service-import: twice\n${line}`,
    ],
  ])('leave out what is %s', async (_, text) => {
    expect(await inFile(text)).toEqual([])
  })

  it('are over the day after', async () => {
    const text = `${line} // msvc-ignore cross-service-import until 2026-11-23: why`
    expect(await inFile(text)).toEqual([])
    expect(await inFile(text, '2026-11-24')).toEqual([
      'a/x.ts:1 error cross-service-import',
      'a/x.ts:1 warning void-suppression msvc-ignore cross-service-import was in force until 2026-11-23.',
    ])
  })

  it.each([
    [
      'two lines above',
      `// msvc-ignore cross-service-import: why\n\n${line}`,
      [
        `a/x.ts:1 warning void-suppression msvc-ignore cross-service-import leaves nothing out: the rule finds nothing there.`,
        `a/x.ts:3 ${found}`,
      ],
    ],
    [
      'without a reason',
      `${line} // msvc-ignore cross-service-import`,
      [
        `a/x.ts:1 ${found}`,
        'a/x.ts:1 warning void-suppression msvc-ignore cross-service-import gives no reason, and so has no effect.',
      ],
    ],
    [
      'of another rule',
      `${line} // msvc-ignore unpinned-base-image: why`,
      [
        `a/x.ts:1 ${found}`,
        'a/x.ts:1 warning void-suppression msvc-ignore unpinned-base-image leaves nothing out: the rule finds nothing there.',
      ],
    ],
    [
      'of no rule',
      `${line} // msvc-ignore: why`,
      [`a/x.ts:1 ${found}`, 'a/x.ts:1 warning void-suppression msvc-ignore names no rule, and so has no effect.'],
    ],
    [
      'until no day',
      `${line} // msvc-ignore cross-service-import until 2026-02-30: why`,
      [
        `a/x.ts:1 ${found}`,
        'a/x.ts:1 warning void-suppression msvc-ignore cross-service-import ends on "2026-02-30", which is no day.',
      ],
    ],
  ])('leave nothing out %s, and that is told', async (_, text, expected) => {
    expect(await inFile(text)).toEqual(expected)
  })

  it('may name one rule of use and one of none', async () => {
    expect(await inFile(`// msvc-ignore cross-service-import, unpinned-base-image, nonsense: why\n${line}`)).toEqual([
      'a/x.ts:1 warning void-suppression msvc-ignore names a rule that there is not: "nonsense".',
      'a/x.ts:1 warning void-suppression msvc-ignore unpinned-base-image leaves nothing out: the rule finds nothing there.',
    ])
  })

  it('are not answered with a list of all rules where they name none of them', async () => {
    const helpFor = async (rule: string) => {
      const tree = shop({ 'a/x.ts': `// msvc-ignore ${rule}: why\n` })
      const { findings } = await lintRepository(memoryRepository(tree), { today: '2026-11-23' })
      return findings.flatMap((finding) => (finding.rule === 'void-suppression' ? [finding.help] : []))
    }
    expect(await helpFor('no-such-rule-at-all')).toEqual(['msvc explain lists all rules.'])
    expect(await helpFor('shared-databse')).toEqual(['Did you mean "shared-database"?'])
  })

  it('leave out one of several that are told together', async () => {
    const tree = (second: string) =>
      shop({ 'a/main.js': `fetch('http://b:80/1')\nfetch('http://b:80/2')${second}\nfetch('http://b:80/3')\n` })
    const told = async (second: string) => {
      const only = ['call-without-deadline', 'void-suppression']
      const { findings } = await lintRepository(memoryRepository(tree(second)), { only, today: '2026-11-23' })
      return findings.map(({ at, message, related }) => [at.line, message, related.map(({ line }) => line)])
    }
    const ignored = ' // msvc-ignore call-without-deadline: the socket ends it'
    expect(await told('')).toEqual([
      [1, 'a calls with fetch and no deadline, and so do 2 other calls in this file.', [2, 3]],
    ])
    expect(await told(ignored)).toEqual([
      [1, 'a calls with fetch and no deadline, and so does another call in this file.', [3]],
    ])
  })

  it('hold, and are not judged, when other rules alone are asked for', async () => {
    const text = `${line} // msvc-ignore cross-service-import, unpinned-base-image: why`
    expect(await inFile(text, undefined, ['cross-service-import'])).toEqual([])
    const off = 'version: 1\nlint: { rules: { unpinned-base-image: off } }\n'
    expect(await said(shop({ 'a/x.ts': text, 'msvc.yaml': off }))).toEqual([])
  })

  it('are judged by all rules when void-suppression alone is asked for', async () => {
    const text = `${line} // msvc-ignore cross-service-import: why`
    expect(await inFile(text, undefined, ['void-suppression'])).toEqual([])
    expect(await inFile(text.replace('../b', './b'), undefined, ['void-suppression'])).toHaveLength(1)
  })
})

describe('msvc.yaml', () => {
  const two = shop({ 'a/x.ts': "import '../b/x.ts'", 'a/Dockerfile': 'FROM node', 'b/Dockerfile': 'FROM node' })
  const override = (text: string, today?: string) =>
    said({ ...two, 'msvc.yaml': `version: 1\nlint:\n  overrides:\n${text}` }, today)
  const all = [
    'a/Dockerfile:1 error unpinned-base-image',
    'a/x.ts:1 error cross-service-import',
    'b/Dockerfile:1 error unpinned-base-image',
  ]

  it('sets a severity by path, and by the service to blame', async () => {
    expect(await said(two)).toEqual(all)
    expect(await override("    - { paths: ['a/**'], reason: r, rules: { unpinned-base-image: warning } }\n")).toEqual([
      'a/Dockerfile:1 warning unpinned-base-image',
      ...all.slice(1),
    ])
    expect(
      await override(
        '    - { services: [b], reason: r, rules: { unpinned-base-image: off, cross-service-import: warning } }\n',
      ),
    ).toEqual(all.slice(0, 2))
  })

  it('lets the last that speaks of a finding hold, and both of paths and services count', async () => {
    const text = `    - { paths: ['**/Dockerfile'], reason: r, rules: { unpinned-base-image: off } }
    - { paths: ['**/Dockerfile'], services: [a], reason: r, rules: { unpinned-base-image: warning } }
`
    expect(await override(text)).toEqual(['a/Dockerfile:1 warning unpinned-base-image', all[1]])
  })

  it('gives a rule other options for a path', async () => {
    const tagged = { ...two, 'a/Dockerfile': 'FROM node:24', 'b/Dockerfile': 'FROM node:24' }
    const text =
      "version: 1\nlint: { overrides: [{ paths: ['a/**'], reason: r, rules: { unpinned-base-image: { require: digest } } }] }\n"
    expect(await said({ ...tagged, 'msvc.yaml': text })).toEqual(all.slice(0, 2))
  })

  it('turns a rule on for a path alone', async () => {
    const text =
      "version: 1\nlint: { rules: { unpinned-base-image: off }, overrides: [{ paths: ['a/**'], reason: r, rules: { unpinned-base-image: error } }] }\n"
    expect(await said({ ...two, 'msvc.yaml': text })).toEqual(all.slice(0, 2))
  })

  it('holds for a time', async () => {
    const text = "    - { paths: ['**'], reason: r, until: 2026-12-31, rules: { unpinned-base-image: off } }\n"
    expect(await override(text)).toEqual([all[1]])
    expect(await override(text, '2027-01-01')).toEqual([
      ...all,
      'msvc.yaml:4 warning void-suppression This override was in force until 2026-12-31.',
    ])
  })

  it('is told of what it turns off in vain, but not of what a shared preset does', async () => {
    const text = "  - { paths: ['c/**'], reason: r, rules: { unpinned-base-image: off } }\n"
    expect(await override(`  ${text}`)).toContain(
      'msvc.yaml:4 warning void-suppression This override turns off unpinned-base-image, which finds nothing there.',
    )
    const files = { ...two, 'msvc.yaml': 'version: 1\nlint: { extends: ./p.yaml }\n', 'p.yaml': `overrides:\n${text}` }
    expect(await said(files)).toEqual(all)
  })

  it('names the file of a fault, a preset among them', async () => {
    const files = {
      ...two,
      'msvc.yaml': 'version: 1\nlint: { extends: ./p.yaml }\n',
      'p.yaml':
        'overrides:\n  - paths: [a]\n    reason: r\n    rules: { shared-databse: off, unpinned-base-image: { requires: x } }\n',
    }
    const faults = await said(files).catch((error: unknown) => (error instanceof UserError ? error.problems : []))
    expect(faults).toMatchObject([
      { code: 'unknown-rule', place: { file: 'p.yaml', line: 4 } },
      { code: 'unknown-option', place: { file: 'p.yaml', line: 4, column: 58 } },
    ])
  })

  it.each([
    ['conventions-only', ['a/Dockerfile:1 error unpinned-base-image', 'b/Dockerfile:1 error unpinned-base-image']],
    ['recommended', all],
    ['strict', all],
  ])('has the preset %s', async (preset, expected) => {
    const files = { ...two, 'msvc.yaml': `version: 1\nlint: { preset: ${preset} }\n` }
    const { findings, rules } = await lintRepository(memoryRepository(files), { today: '2026-11-23' })
    const kinds = ['cross-service-import', 'unpinned-base-image']
    const said = findings.filter(({ rule }) => kinds.includes(rule))
    expect(said.map(({ at, severity, rule }) => `${at.file}:${at.line} ${severity} ${rule}`)).toEqual(expected)
    expect(rules.some(({ preset: strictest }) => strictest === 'strict')).toBe(preset === 'strict')
  })
})
