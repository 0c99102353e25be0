import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../src/report/code-frame.ts'
import { explain } from '../../src/report/explain.ts'
import { reporters } from '../../src/report/index.ts'
import type { Paint } from '../../src/report/paint.ts'
import { finding, options, result } from './result.ts'

/** Shows which words are painted how. */
const tags: Paint = {
  error: (text) => `<e>${text}</e>`,
  warning: (text) => `<w>${text}</w>`,
  strong: (text) => `<b>${text}</b>`,
  faint: (text) => text,
  code: (text) => `<c>${text}</c>`,
  good: (text) => `<g>${text}</g>`,
}

describe('text', () => {
  it('shows findings by file: the line itself, the other side, why, and how to mend it', () => {
    const second = finding({ at: { file: 'a/x.ts', line: 1, column: 1 }, related: [] })
    const other = finding({ rule: 'catalog-schema', severity: 'warning', at: { file: 'c.yaml', line: 1, column: 7 } })
    expect(reporters.text(result(finding(), second, other), options)).toBe(`a/x.ts
  2:9  error  checkout imports code of products.  cross-service-import
    2 │ import '../b/y.ts'
      │         ^
    see  b/y.ts:1  belongs to products
    why  They must be released together.
    fix  Call its API.

  1:1  error  checkout imports code of products.  cross-service-import
    1 │ // first
      │ ^
    fix  Call its API.

c.yaml
  1:7  warning  checkout imports code of products.  catalog-schema
    1 │ kind: X
      │       ^
    see  b/y.ts:1  belongs to products
    why  They must be released together.
    fix  Call its API.

2 errors, 1 warning in 4 services (1 file).
More about a rule: msvc explain cross-service-import
`)
  })

  it('says that all is well, and what it did not look at', () => {
    expect(reporters.text(result(), options)).toBe('No findings in 4 services (1 file).\n')
    const skipped = [{ file: 'x.min.js', why: 'minified' }]
    expect(reporters.text({ ...result(), skipped, services: 1, files: 2 }, options)).toBe(
      'No findings in 1 service (2 files).\n1 file passed over:\n  x.min.js: minified\n',
    )
  })

  it('counts what was passed over by reason, and names each when it is asked to', () => {
    const skipped = [
      ...['a.js', 'b.js', 'c.js'].map((file) => ({ file, why: 'vendored or generated' })),
      { file: 'x.js', why: 'minified' },
    ]
    expect(reporters.text({ ...result(), skipped }, options)).toContain(
      '\n4 files passed over (--passed-over names them):\n  3 vendored or generated\n  x.js: minified\n',
    )
    expect(reporters.text({ ...result(), skipped }, { ...options, namesSkipped: true })).toContain(
      '\n4 files passed over:\n  a.js: vendored or generated\n  b.js: vendored or generated\n  c.js: vendored or generated\n  x.js: minified\n',
    )
  })

  it('tells of what the baseline leaves out, and of what can leave it', () => {
    const gone = { fingerprint: '0:1', rule: 'r', file: 'f', services: [], message: '' }
    const baseline = { file: 'b.json', exists: true, known: [finding(), finding()], mended: [gone], unseen: [gone] }
    expect(reporters.text({ ...result(), baseline }, options)).toBe(`No new findings in 4 services (1 file).
2 known findings left out (b.json).
1 known finding is mended: take out with msvc lint --prune.
1 known finding stayed in: a file that was to show whether it is mended could not be read.
`)
    expect(reporters.markdown({ ...result(), baseline }, options)).toBe(
      '### msvc lint: no new findings\n\nIn 4 services (1 file). 2 known findings left out (b.json). 1 known finding is mended: take out with msvc lint --prune. 1 known finding stayed in: a file that was to show whether it is mended could not be read.\n',
    )
  })

  it('says which change it looked at', () => {
    const change = { label: 'since main', services: ['checkout'] }
    expect(reporters.text({ ...result(), change }, options)).toBe(
      'No findings in 4 services (1 file), of which the change since main concerns 1.\n',
    )
    expect(JSON.parse(reporters.json({ ...result(), change }, options))).toMatchObject({ change })
  })

  it('colours by what things mean', () => {
    const shown = reporters.text(result(finding({ severity: 'warning' })), { ...options, paint: tags })
    expect(shown).toContain('<b>a/x.ts</b>')
    expect(shown).toContain('2:9  <w>warning</w>')
    expect(shown).toContain('<w>1 warning</w> in 4 services')
    expect(shown).toContain('<c>msvc explain cross-service-import</c>')
  })
})

describe('codeFrame', () => {
  it.each([
    ['a tab before the place', '\tabc', 2, ['1 │  abc', '  │  ^']],
    ['a password', 'url: postgres://app:secret@db/x', 6, ['1 │ url: postgres://***@db/x', '  │      ^']],
    ['a place behind a password', 'a: http://u:p@h # b', 17, ['1 │ a: http://***@h # b', '  │                 ^']],
    ['a place behind the end', 'abc', 9, ['1 │ abc', '  │    ^']],
    ['an empty line', '', 1, []],
    ['a line for machines', 'x'.repeat(500), 400, []],
    ['no file', undefined, 1, []],
  ])('%s', (_, source, column, expected) => {
    expect(codeFrame(source, { file: 'a.txt', line: 1, column })).toEqual(expected)
  })

  it('keeps the gutter straight with longer numbers, and finds nothing behind the last line', () => {
    const source = 'a\n'.repeat(11)
    expect(codeFrame(source, { file: 'a.txt', line: 10, column: 1 })).toEqual(['10 │ a', '   │ ^'])
    expect(codeFrame(source, { file: 'a.txt', line: 99, column: 1 })).toEqual([])
  })
})

describe('json', () => {
  it('is the document that is promised', () => {
    const shared = finding({ services: [], related: [] })
    expect(JSON.parse(reporters.json(result(finding(), shared), options))).toEqual({
      version: 1,
      summary: { errors: 2, warnings: 0, services: 4, files: 1 },
      findings: [
        {
          rule: 'cross-service-import',
          severity: 'error',
          message: 'checkout imports code of products.',
          service: 'checkout',
          services: ['checkout', 'products'],
          file: 'a/x.ts',
          line: 2,
          column: 9,
          related: [{ file: 'b/y.ts', line: 1, column: 1, message: 'belongs to products' }],
          why: 'They must be released together.',
          help: 'Call its API.',
          fingerprint: '00ff:1',
        },
        expect.objectContaining({ service: null, services: [] }),
      ],
      change: null,
      baseline: null,
      skipped: [],
    })
  })

  it('counts what the baseline knows', () => {
    const baseline = { file: 'b.json', exists: true, known: [finding(), finding()], mended: [], unseen: [] }
    expect(JSON.parse(reporters.json({ ...result(), baseline }, options))).toMatchObject({
      summary: { errors: 0 },
      findings: [],
      baseline: { file: 'b.json', known: 2, mended: 0 },
    })
  })
})

describe('explain', () => {
  it('prints a page without its markup', () => {
    const page =
      '# a-rule\n\n## Why\n\nSay `x` **now**.\n\n```ts a/b.ts\n# code `y`\n```\n\n```findings\na/b.ts:1 Z.\n```\n'
    expect(explain(page, tags)).toBe(
      '<b>a-rule</b>\n\n<b>Why</b>\n\nSay <c>x</c> <b>now</b>.\n\n    a/b.ts\n    <c># code `y`</c>\n\n    findings\n    <c>a/b.ts:1 Z.</c>\n',
    )
  })
})
