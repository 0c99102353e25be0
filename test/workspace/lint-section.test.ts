import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../src/repository/memory.ts'
import { readConfig } from '../../src/workspace/read-config.ts'

const read = (lint: string, more: Record<string, string> = {}) =>
  readConfig(memoryRepository({ 'msvc.yaml': `version: 1\nlint:\n${lint}`, ...more }))
const faults = (lint: string, more: Record<string, string> = {}) =>
  read(lint, more).problems.map(({ message, hint, place }) => `${place?.file}:${place?.line} ${message} ${hint ?? ''}`)

describe('overrides', () => {
  it('are read with all that they can say', () => {
    const { config, problems } = read(`  overrides:
    - paths: ['legacy/**']
      services: [shop]
      reason: It goes.
      until: 2027-01-31
      rules:
        shared-database: off
        unpinned-base-image: { require: tag }
`)
    expect(problems).toEqual([])
    expect(config.lint.overrides).toMatchObject([
      {
        paths: ['legacy/**'],
        services: ['shop'],
        reason: 'It goes.',
        until: '2027-01-31',
        rules: { 'shared-database': { severity: 'off' }, 'unpinned-base-image': { options: { require: 'tag' } } },
        at: { file: 'msvc.yaml', line: 4 },
      },
    ])
  })

  it.each([
    ['  overrides: [{ paths: [a], rules: {} }]', /:3 An override must say why\. /],
    [
      '  overrides: [{ reason: a, rules: {} }]',
      /:3 An override must say where it holds\. Give it "paths" or "services"/,
    ],
    ['  overrides: [{ paths: [a], reason: a, until: 2027-02-31 }]', /:3 "2027-02-31" is no day\. Write it as/],
    ['  overrides: [{ path: [a], reason: a }]', /no setting "path"\. Did you mean "paths"/],
    ['  overrides: [{ paths: [a], reason: a }]', /:3 An override must say what holds there\. Give it "rules"/],
    ['  overrides: [{ paths: a, reason: "", rules: {} }]', /^[^\n]*:3 An override must say why\. [^\n]*$/],
    ['  rules: { a-rule: 2 }', /^[^\n]*:3 "lint\.rules\.a-rule" cannot be "2"\. There are: off, warning, error\.$/],
    ['  overrides: { paths: [a] }', /"lint\.overrides" must be a list/],
    ['  overrides: [a]', /"lint\.overrides\.0" must be a map/],
    ['  preset: strickt', /cannot be "strickt"\. Did you mean "strict"/],
    ['  extends: [1]', /must be a list of texts/],
    ['  ignore: [a, ""]', /:3 "lint\.ignore" names nothing here\. Take the empty text out/],
  ])('%s', (lint, message) => {
    expect(faults(lint).join('\n')).toMatch(message)
  })
})

describe('extends', () => {
  it('takes what the last of all says, and joins options', () => {
    const { config, problems } = read(
      `  extends: ['./lint/one.yaml', '@acme/lint']
  rules: { a-rule: { y: 3 }, b-rule: off }
  ignore: [own]
`,
      {
        'lint/one.yaml': 'extends: ../two.yaml\npreset: strict\nrules: { a-rule: { severity: error, x: 1, y: 1 } }\n',
        'two.yaml': 'preset: conventions-only\nignore: [two]\nrules: { a-rule: warning, c-rule: off }\n',
        'node_modules/@acme/lint/msvc-preset.yaml': 'rules: { a-rule: { x: 2 }, b-rule: error }\nignore: [acme]\n',
      },
    )
    expect(problems).toEqual([])
    const { preset, rules, ignore } = config.lint
    expect({ preset, ignore }).toEqual({ preset: 'strict', ignore: ['two', 'acme', 'own'] })
    expect(rules).toMatchObject({
      'a-rule': {
        severity: 'error',
        options: { x: 2, y: 3 },
        optionsAt: { x: { file: expect.stringMatching(/acme/) } },
      },
      'b-rule': { severity: 'off' },
      'c-rule': { severity: 'off', at: { file: 'two.yaml', line: 3 } },
    })
  })

  it.each([
    ['the field msvc', 'acme', { 'acme/package.json': '{ "msvc": "./x.yaml" }', 'acme/x.yaml': 'preset: strict' }],
    ['a file in it', '@a/b/c/d.yaml', { '@a/b/c/d.yaml': 'preset: strict' }],
    [
      'a package of its own',
      'e',
      { 'e/msvc-preset.yaml': 'extends: f', 'e/node_modules/f/msvc-preset.yaml': 'preset: strict' },
    ],
    ['a package beside it', 'e', { 'e/msvc-preset.yaml': 'extends: f', 'f/msvc-preset.yaml': 'preset: strict' }],
    ['a broken manifest', 'e', { 'e/package.json': '{', 'e/msvc-preset.yaml': 'preset: strict' }],
  ])('finds a package by %s', (_, specifier, files) => {
    const entries = Object.entries<string>(files).map(([path, text]) => [`node_modules/${path}`, text] as const)
    const { config, problems } = read(`  extends: '${specifier}'\n`, Object.fromEntries(entries))
    expect({ preset: config.lint.preset, problems }).toEqual({ preset: 'strict', problems: [] })
  })

  it.each([
    [
      'a file that is not there',
      './no.yaml',
      {},
      /msvc\.yaml:3 There is no preset "\.\/no\.yaml"\. A path is relative/,
    ],
    ['a file outside', '../no.yaml', {}, /msvc\.yaml:3 There is no preset/],
    ['a package that is not there', 'acme', {}, /msvc\.yaml:3 There is no preset "acme"\. Install it/],
    [
      'a package without what it names',
      '@acme/lint',
      { 'node_modules/@acme/lint/package.json': '{ "msvc": "x.yaml" }' },
      /msvc\.yaml:3 The package @acme\/lint is there, and its preset node_modules\/@acme\/lint\/x\.yaml is not\./,
    ],
    [
      'itself',
      './a.yaml',
      { 'a.yaml': 'extends: ./b.yaml', 'b.yaml': '\nextends: ./a.yaml' },
      /^b\.yaml:2 "\.\/a\.yaml" extends, in the end, itself/,
    ],
    ['an unknown key', './a.yaml', { 'a.yaml': '\nlint: {}' }, /^a\.yaml:2 a\.yaml has no setting "lint"/],
    ['no YAML', './a.yaml', { 'a.yaml': 'rules: [' }, /^a\.yaml:1 /],
  ])('refuses %s, where it is said', (_, specifier, files, message) => {
    expect(faults(`  extends: ['${specifier}']\n`, files as Record<string, string>).join('\n')).toMatch(message)
  })
})
