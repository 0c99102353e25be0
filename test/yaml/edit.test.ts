import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { UserError } from '../../src/errors/user-error.ts'
import { appendDocuments, editYaml, type YamlEdit } from '../../src/yaml/edit.ts'

const item = (value: string, ...path: string[]): YamlEdit => ({ kind: 'insert-item', path, value, sorted: true })
const entry = (key: string, value: unknown, ...path: string[]): YamlEdit => ({ kind: 'add-entry', path, key, value })

/** `+` marks the lines that the edit must add, and nothing else may change. */
function check(marked: string, edit: YamlEdit, newline = '\n'): void {
  const lines = marked.split('\n')
  const before = lines.filter((line) => !line.startsWith('+')).join(newline)
  const after = lines.map((line) => line.replace(/^\+/, '')).join(newline)
  expect(editYaml(before, 'file.yaml', 0, edit)).toBe(after)
  expect(editYaml(after, 'file.yaml', 0, edit)).toBe(after)
}

describe('editYaml gives an entry another value', () => {
  const to = (value: string): YamlEdit => ({ kind: 'set-entry', path: ['a'], key: 'path', value })
  it.each([
    ['a: # here\n  path:   web # for now\n  b: 1\n', 'apps/web', 'a: # here\n  path:   apps/web # for now\n  b: 1\n'],
    ["a:\n  path: 'web'\n", "it's", "a:\n  path: 'it''s'\n"],
    ['a: { path: "web", b: 1 }\n', 'x: y', 'a: { path: "x: y", b: 1 }\n'],
    ['a:\r\n  b: 1\r\n', 'web', 'a:\r\n  b: 1\r\n  path: web\r\n'],
    ['a:\n  path: web\n', 'web', 'a:\n  path: web\n'],
  ])('%j', (before, value, after) => {
    expect(editYaml(before, 'file.yaml', 0, to(value))).toBe(after)
  })

  it('and refuses where it is no text on a line', () => {
    for (const text of ['a:\n  path: |\n    web\n', 'a: { path: *b }\n', 'a:\n  path: [web]\n'])
      expect(() => editYaml(text, 'file.yaml', 0, to('apps'))).toThrow(UserError)
  })
})

describe('editYaml adds an item', () => {
  const cases: [string, string, YamlEdit][] = [
    ['in its place', 'targets:\n  - ./a\n+  - ./b\n  - ./c\n', item('./b', 'targets')],
    ['at the start', 'targets:\n+  - ./a\n  - ./b\n', item('./a', 'targets')],
    ['at the end', 'targets:\n  - ./a\n+  - ./b\nother: 1\n', item('./b', 'targets')],
    ['without a final newline', 'targets:\n  - ./a\n+  - ./b', item('./b', 'targets')],
    ['to a list that is not indented', 'targets:\n- ./a\n+- ./b\nother: 1\n', item('./b', 'targets')],
    ['past comments', 'targets: # here\n  - ./a # one\n  # about a\n+  - ./b\n\n# end\n', item('./b', 'targets')],
    ['beside quotes of two kinds', 'targets:\n    - \'./a\'\n+    - ./b\n    - "./c"\n', item('./b', 'targets')],
    ['in quotes as all others', 'targets:\n  - "./a"\n+  - "./b"\n  - "./c"\n', item('./b', 'targets')],
    ['at the end of a list that is not sorted', 'targets:\n  - ./z\n  - ./a\n+  - ./b\n', item('./b', 'targets')],
    ['behind a text that keeps its empty lines', 'targets:\n  - |+\n    a\n\n+  - b\nother: 1\n', item('b', 'targets')],
    ['to comments alone', '# nothing yet\n+targets:\n+  - ./a\n', item('./a', 'targets')],
    ['laid out as the rest', 'a:\n  b:\n  - c\n+  targets:\n+  - ./a\n', item('./a', 'a', 'targets')],
    ['to a key with nothing behind it', 'targets:\n+  - ./a\nother: 1\n', item('./a', 'targets')],
    [
      'to a key that is not there',
      'spec:\n  type: x\n+  targets:\n+    - ./a\nother: 1\n',
      item('./a', 'spec', 'targets'),
    ],
  ]
  it.each(cases)('%s', (_, marked, edit) => {
    check(marked, edit)
    check(marked, edit, '\r\n')
  })

  it.each([
    ['', 'a:\n  - c\n'],
    ['a: []\n', 'a:\n  - c\n'],
    ['a: [ ] # none\nb: 1\n', 'a: # none\n  - c\nb: 1\n'],
    ['b: {a: []}\na: ~\n', 'b: {a: []}\na:\n  - c\n'],
    ['a: [b, d] # c\n', 'a: [b, c, d] # c\n'],
    ["a: ['b', d]\n", "a: ['b', c, d]\n"],
    ['a: [\n  b,\n  d,\n]\n', 'a: [\n  b,\n  c,\n  d,\n]\n'],
    ['{ "a": ["b"] }', '{ "a": ["b", "c"] }'],
    ['{ "a": [] }', '{ "a": [c] }'],
  ])('to a list in brackets, or nothing: %j', (before, after) => {
    expect(editYaml(before, 'f', 0, item('c', 'a'))).toBe(after)
  })
})

describe('editYaml adds an entry', () => {
  const value = { build: './x', ports: ['1:1'] }
  const lines = '+  x:\n+    build: ./x\n+    ports:\n+      - "1:1"\n'
  const cases: [string, string][] = [
    ['behind the last', `services:\n  a:\n    image: b # c\n${lines}volumes: {}\n`],
    ['behind a block scalar', `services:\n  a:\n    command: |\n      one\n      two\n${lines}`],
    ['past the comments of the last', `services:\n  a:\n    image: b\n    # about a\n  # b: off\n${lines}`],
    ['behind a key alone', `services:\n${lines}\n# end\n`],
    ['in a new map', `name: shop\n+services:\n${lines}`],
  ]
  it.each(cases)('%s', (_, marked) => {
    check(marked, entry('x', value, 'services'))
    check(marked, entry('x', value, 'services'), '\r\n')
  })

  it.each([
    ['services: {}\n', 'services:\n  x:\n    a: 1\n'],
    ['services: {} # none\nother: 1\n', 'services: # none\n  x:\n    a: 1\nother: 1\n'],
    ['services: null\n', 'services:\n  x:\n    a: 1\n'],
    ['{ services: null }\n', '{ services: {"x":{"a":1}} }\n'],
    ['{ services: {} }\n', '{ services: {"x":{"a":1}} }\n'],
    ['{"services": {"b": {}}}', '{"services": {"b": {}, "x": {"a":1}}}'],
    ['{\n  "services": {\n    "b": {}\n  }\n}\n', '{\n  "services": {\n    "b": {},\n    "x": {"a":1}\n  }\n}\n'],
    ['services:\n    b:\n        c: 1\n', 'services:\n    b:\n        c: 1\n    x:\n        a: 1\n'],
    ['services:\n  b: 1\n\n  # c\n  c: 1\n', 'services:\n  b: 1\n\n  # c\n  c: 1\n\n  x:\n    a: 1\n'],
    ['services:\n  "b": 1\nother: 1', 'services:\n  "b": 1\n  "x":\n    a: 1\nother: 1'],
  ])('to %j', (before, after) => {
    expect(editYaml(before, 'f', 0, entry('x', { a: 1 }, 'services'))).toBe(after)
  })

  it('to an empty map, beside a list that is not indented', () => {
    expect(editYaml('b:\n- c\na: {}\n', 'f', 0, item('x', 'a', 'targets'))).toBe('b:\n- c\na:\n  targets:\n  - x\n')
  })

  it('of a name that YAML 1.1 would take for a boolean', () => {
    expect(editYaml('services:\n  a: 1\n', 'f', 0, entry('on', {}, 'services'))).toContain('\n  "on": {}\n')
  })
})

describe('editYaml keeps', () => {
  it('an entry of the same key, whatever it says', () => {
    const text = 'services:\n  x:\n    image: mine\n'
    expect(editYaml(text, 'f', 0, entry('x', { build: '.' }, 'services'))).toBe(text)
  })

  it('all other documents, the markers and odd formatting', () => {
    const text = '%YAML 1.2\n---\nb:   {  x: 1 }   # odd\n...\n---\ntargets:\n   -   ./a\n---\n"c": \'d\'\n'
    const after = editYaml(text, 'f', 1, item('./b', 'targets'))
    expect(after).toBe(text.replace('-   ./a\n', '-   ./a\n   - ./b\n'))
  })

  it('every other byte, in many layouts', () => {
    for (let seed = 0; seed < 300; seed++) {
      const text = randomCatalog(seed)
      const after = editYaml(text, 'f', 0, item('./m', 'spec', 'targets'))
      const newline = text.includes('\r\n') ? '\r\n' : '\n'
      const isNew = (line: string): boolean => /^\s*- (["']?)\.\/m\1$/.test(line)
      expect(after.split(newline).filter(isNew), text).toHaveLength(1)
      const rest = after.split(newline).filter((line) => !isNew(line))
      expect(rest.join(newline), text).toBe(text)
      const data = parseAllDocuments(after)[0]?.toJS() as { spec: { targets: string[] } }
      expect(data.spec.targets).toEqual([...data.spec.targets].sort())
    }
  })
})

describe('editYaml refuses', () => {
  it.each([
    ['a list behind an alias', 'a: &l [x]\ntargets: *l\n', item('y', 'targets')],
    ['a list that an alias shares', 'targets: &l\n  - x\nother: *l\n', item('y', 'targets')],
    ['a text where a list should be', 'targets: x\n', item('y', 'targets')],
    ['a list that is merged in', 'a: &a { targets: [x] }\nb: { <<: *a }\n', item('y', 'b', 'targets')],
  ])('%s, and says what to add by hand', (_, text, edit) => {
    const attempt = () => editYaml(text, 'f.yaml', 0, edit)
    expect(attempt).toThrow(UserError)
    expect(attempt).toThrow(/f\.yaml/)
  })

  it('a file with faults, and says which', () => {
    expect(() => editYaml('targets: [x\n', 'f.yaml', 0, item('y', 'targets'))).toThrow(
      expect.objectContaining({
        code: 'yaml-syntax',
        problems: [expect.objectContaining({ place: expect.anything() })],
      }),
    )
  })

  it('with the line where to add it', () => {
    expect(() => editYaml('# top\na: &l [x]\ntargets: *l\n', 'f.yaml', 0, item('y', 'targets'))).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ place: { file: 'f.yaml', line: 3 } })] }),
    )
  })
})

describe('appendDocuments', () => {
  it.each([
    ['a: 1\n', 'a: 1\n---\nb: 2\n'],
    ['a: 1', 'a: 1\n---\nb: 2\n'],
    ['', 'b: 2\n'],
    ['a: 1\n---\n', 'a: 1\n---\nb: 2\n'],
    ['a: 1\r\n', 'a: 1\r\n---\r\nb: 2\r\n'],
  ])('%j', (text, after) => {
    expect(appendDocuments(text, 'b: 2\n')).toBe(after)
  })
})

/** A catalog with a sorted list, laid out by the seed. */
function randomCatalog(seed: number): string {
  let state = seed * 2654435761 + 1
  const pick = <Choice>(...choices: Choice[]): Choice => {
    state = (state * 1103515245 + 12345) % 2147483648
    return choices[Math.floor((state / 2147483648) * choices.length)] as Choice
  }
  const indent = pick('  ', '    ', ' ')
  const dash = pick('', indent)
  const names = ['./a', './f', './k', './p', './z'].filter(() => pick(true, false))
  if (names.length === 0) names.push('./q')
  const quote = pick('', "'", '"')
  const lines = [
    ...pick([], ['# top'], ['---']),
    'kind: Location',
    'spec:',
    `${indent}targets:${pick('', ' # all of them')}`,
    ...names.flatMap((name) => [
      ...pick([], [`${indent}${dash}# about ${name}`]),
      `${indent}${dash}-${pick(' ', '   ')}${quote}${name}${quote}${pick('', ' # note')}`,
    ]),
    ...pick([], [`${indent}type: file`]),
    ...pick([], ['other: { x:   1 }', '']),
    ...pick([], ['# end']),
  ]
  const newline = pick('\n', '\r\n')
  return lines.join(newline) + pick('', newline)
}
