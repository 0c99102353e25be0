import { describe, expect, it } from 'vitest'
import { suppression } from '../../src/facts/suppression/index.ts'

const read = (path: string, text: string) =>
  suppression.extract({ path, text }).map((fact) => {
    if (fact.kind !== 'suppression') throw new TypeError(fact.kind)
    const { rules, reason, until, lines, at } = fact
    return { at: `${at.line}:${at.column}`, rules: rules.join('+'), reason, ...(until ? { until } : {}), lines }
  })

describe('the comment style of each file', () => {
  it.each([
    ['a.ts', '// msvc-ignore r: why'],
    ['a.ts', '/* msvc-ignore r: why */'],
    ['a.tsx', '{/* msvc-ignore r: why */}'],
    ['A.java', '/** msvc-ignore r: why */'],
    ['a.go', '//msvc-ignore r: why'],
    ['a.proto', '// msvc-ignore r: why'],
    ['a.json', '// msvc-ignore r: why'],
    ['a.py', '# msvc-ignore r: why'],
    ['a.yaml', '  # msvc-ignore r: why'],
    ['t.yaml', '{{/* msvc-ignore r: why */}}'],
    ['t.yaml', '{{- /* msvc-ignore r: why */ -}}'],
    ['Dockerfile', '# msvc-ignore r: why'],
    ['.env', '# msvc-ignore r: why'],
    ['CODEOWNERS', '## msvc-ignore r: why'],
    ['a.tf', '/* msvc-ignore r: why */'],
    ['pom.xml', '<!-- msvc-ignore r: why -->'],
    ['a.csproj', '<!--msvc-ignore r: why-->'],
    ['a.sql', '-- msvc-ignore r: why'],
    ['a.ini', '; msvc-ignore r: why'],
    ['a.hbs', '{{!-- msvc-ignore r: why --}}'],
    ['go.mod', '// msvc-ignore r: why'],
    ['go.work', '// msvc-ignore r: why'],
    ['schema.prisma', '// msvc-ignore r: why'],
    ['build.sbt', '// msvc-ignore r: why'],
    ['main.bicep', '// msvc-ignore r: why'],
    ['Jenkinsfile', '// msvc-ignore r: why'],
    ['Jenkinsfile.prod', '/* msvc-ignore r: why */'],
    ['a.razor', '@* msvc-ignore r: why *@'],
    ['compose.yml.j2', '{# msvc-ignore r: why #}'],
    ['compose.yml.j2', '# msvc-ignore r: why'],
  ])('%s: %s', (path, comment) => {
    const column = comment.length - comment.replace(/^[\s{]*(?=[#/<;@-])|^\s+/, '').length + 1
    const start = /^\{[{#]/.test(comment) ? 1 : column
    expect(read(path, `${comment}\nnext`)).toEqual([{ at: `1:${start}`, rules: 'r', reason: 'why', lines: [1, 2] }])
  })

  it.each([
    ['a.py', '// msvc-ignore r: why'],
    ['a.ts', '# msvc-ignore r: why'],
    ['pom.xml', '// msvc-ignore r: why'],
    ['a.ts', 'msvc-ignore r: why'],
    ['a.ts', '// msvc-ignored r: why'],
    ['a.ts', '// see msvc-ignore r: why'],
    ['a.ts', "const a = '// msvc-ignore r: why'"],
    ['a.ts', 'const a = "it\\"s // msvc-ignore r: why"'],
    ['a.yaml', 'a: "b # msvc-ignore r: why"'],
    ['a.py', '"""How:\n# msvc-ignore r: why\n"""'],
    ['a.py', "x = r'''\n# msvc-ignore r: why\n'''"],
  ])('is none in %s: %s', (path, text) => {
    expect(read(path, text)).toEqual([])
  })
})

describe('what a comment says', () => {
  it.each([
    ['r, s-t : because', { rules: 'r+s-t', reason: 'because' }],
    ['r until 2027-01-31: because: so', { rules: 'r', reason: 'because: so', until: '2027-01-31' }],
    ['r: because, until 2027-01-31.', { rules: 'r', reason: 'because, until 2027-01-31.', until: '2027-01-31' }],
    ['r: until the port is free', { rules: 'r', reason: 'until the port is free' }],
    ['r until spring: because', { rules: 'r', reason: 'because', until: 'spring' }],
    ['r', { rules: 'r', reason: '' }],
    ['r:', { rules: 'r', reason: '' }],
    ['r because', { rules: 'r', reason: '' }],
    ['', { rules: '', reason: '' }],
    [': because', { rules: '', reason: 'because' }],
  ])('%s', (words, expected) => {
    expect(read('a.ts', `x // msvc-ignore ${words}\r\n`)).toEqual([{ at: '1:3', lines: [1], ...expected }])
  })
})

describe('the lines that it speaks of', () => {
  it('is its own beside code, before or after it', () => {
    expect(read('a.ts', 'import x // msvc-ignore r: why\nimport y')[0]?.lines).toEqual([1])
    expect(read('a.ts', '/* msvc-ignore r: why */ import x\nimport y')[0]?.lines).toEqual([1])
    expect(read('a.ts', "let don't // msvc-ignore r: why")[0]?.lines).toEqual([1])
  })

  it('is told where texts of Python only seem to begin', () => {
    const text = '# don\'t """\n"a\'\'\'" # msvc-ignore r: why\n"""b""" # msvc-ignore s: why'
    expect(read('a.py', text).map(({ lines }) => lines)).toEqual([[2], [3]])
  })

  it('is the line below all that stand above one another', () => {
    const text = '\n# msvc-ignore r: a\n  # msvc-ignore s: b\ncode # msvc-ignore t: c\ncode'
    expect(read('a.py', text).map(({ lines }) => lines)).toEqual([[2, 4], [3, 4], [4]])
  })
})
