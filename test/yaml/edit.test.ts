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

describe('editYaml adds an item', () => {
  const cases: [string, string, YamlEdit][] = [
    ['in its place', 'targets:\n  - ./a\n+  - ./b\n  - ./c\n', item('./b', 'targets')],
    ['at the start', 'targets:\n+  - ./a\n  - ./b\n', item('./a', 'targets')],
    ['at the end', 'targets:\n  - ./a\n+  - ./b\nother: 1\n', item('./b', 'targets')],
    ['without a final newline', 'targets:\n  - ./a\n+  - ./b', item('./b', 'targets')],
    ['to a list that is not indented', 'targets:\n- ./a\n+- ./b\nother: 1\n', item('./b', 'targets')],
    ['past comments', 'targets: # here\n  - ./a # one\n  # about a\n+  - ./b\n\n# end\n', item('./b', 'targets')],
    ['beside quoted ones', 'targets:\n    - \'./a\'\n+    - ./b\n    - "./c"\n', item('./b', 'targets')],
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

  it('to a flow list, empty or not', () => {
    expect(editYaml('a: []\nb: 1\n', 'f', 0, item('x', 'a'))).toBe('a:\n  - x\nb: 1\n')
    expect(editYaml('a: { b: [], c: 1 }\n', 'f', 0, item('x', 'a', 'b'))).toBe('a: { b: [x], c: 1 }\n')
    expect(editYaml('a: [b, d] # c\n', 'f', 0, item('c', 'a'))).toBe('a: [b, c, d] # c\n')
    expect(editYaml("a: ['b', d]\n", 'f', 0, item('e', 'a'))).toBe("a: ['b', d, e]\n")
  })
})

describe('editYaml adds an entry', () => {
  const value = { build: './x', ports: ['1:1'] }
  const lines = '+  x:\n+    build: ./x\n+    ports:\n+      - 1:1\n'
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

  it('in an empty flow map', () => {
    expect(editYaml('services: {}\n', 'f', 0, entry('x', { a: 1 }, 'services'))).toBe('services:\n  x:\n    a: 1\n')
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
      const added = after.split(newline).filter((line) => /^\s*- \.\/m$/.test(line))
      expect(added, text).toHaveLength(1)
      const rest = after
        .split(newline)
        .filter((line) => !/^\s*- \.\/m$/.test(line))
        .join(newline)
      expect(rest.replace(/\s+$/, ''), text).toBe(text.replace(/\s+$/, ''))
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
    ['broken YAML', 'targets: [x\n', item('y', 'targets')],
  ])('%s, and says what to add by hand', (_, text, edit) => {
    const attempt = () => editYaml(text, 'f.yaml', 0, edit)
    expect(attempt).toThrow(UserError)
    expect(attempt).toThrow(/f\.yaml/)
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
