import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readByLibrary } from '../../src/yaml/by-library.ts'
import { type PlainNode, readPlain } from '../../src/yaml/plain/index.ts'
import type { YamlPath } from '../../src/yaml/yaml-file.ts'

const example = `# A system
apiVersion: v1 # of the core
kind: "ConfigMap"
'quoted key': it's
empty:
also empty:   # a comment
nothing: ~
numbers: [1, -2.5, 1e3, 0x1F, +7, .5]
texts: [1.2.3, 0o8, '1', "a\\tb", http://shop:80/a#b]
words: { yes: yes, on: on, truth: TRUE, nothing: NULL }
nested: {a: {b: [x, [y, {c: d}]]}, "e": f, }
data:
  script.sh: |
    #!/bin/sh
      indented: yes

    last
  stripped: |-
    a: 1
items:
- one
-
  two: 2
  three:
  - x
  -   y: 1
      z: 2
- - deep
  - deeper
url: http://shop:8080/?a=b&c=d
time: 12:30
long: this goes on,
  and on:no key"s

  after an empty line # a comment
spread: [
    a, {b: c,
    "d":1 },
  ]
spaced : out
---
second: document
`

/** What is as plain as can be, and what is not; the latter is left to the library. */
const notPlain = {
  'an anchor': 'a: &x 1\nb: *x\n',
  'a merge': 'a: { <<: 1 }\n',
  'a tag': 'a: !!str 1\n',
  'a folded block': 'a: >\n  b\n  c\n',
  'a kept block': 'a: |+\n  b\n\n',
  'an indented block': 'a: |2\n    b\n',
  'a quoted text over two lines': 'a: "b\n  c"\n',
  'a bracket that is closed further out': 'a: [\n  b\n]\n',
  'a comment between brackets': 'a: [b, # one\n  c]\n',
  'a number as a key': '8080: a\n',
  'a key without a value between brackets': 'a: { b }\n',
  'a pair in a list': 'a: [b: c]\n',
  'a key of its own': '? a\n: b\n',
  'a tab': 'a:\t1\n',
  'line ends of Windows': 'a: 1\r\n',
  'a directive': '%YAML 1.1\n---\na: yes\n',
  'an end mark': 'a: 1\n...\n',
  'an escape that JSON has not': 'a: "\\x41"\n',
  'a key that JavaScript takes for more': '__proto__: 1\n',
}

const faults = {
  'a key twice': 'a: 1\na: 2\n',
  'a key twice between brackets': 'a: { b: 1, b: 2 }\n',
  'an indentation too deep': 'a: 1\n  b: 2\n',
  'an indentation between two': 'a:\n    b: 1\n  c: 2\n',
  'a list in a map': 'a: 1\n- b\n',
  'two values on one line': 'a: b: c\n',
  'text behind a quote': 'a: "b" c\n',
  'a comment without a space': 'a: "b"#c\n',
  'a key in the middle of a text': 'a: b\n  c: d\n',
  'a comment in the middle of a text': 'a: b # c\n  d\n',
  'a bracket that nobody closes': 'a: [b\n',
  'a comma too many': 'a: [b,, c]\n',
  'a sign that is kept for later': 'a: @b\n',
  'two documents without a mark': 'a\nb: 1\n',
}

function placesOf(text: string): string[] {
  const nodes = readPlain(text) ?? []
  const library = readByLibrary(text, 'a.yaml')
  expect(library.problems).toEqual([])
  expect(nodes.map(({ data }) => data)).toEqual(library.documents.map(({ data }) => data))
  const starts = [...text.matchAll(/^/gm)].map(({ index }) => index)
  const offset = (place: { line: number; column: number }): number => (starts[place.line - 1] ?? 0) + place.column - 1
  const wrong: string[] = []
  for (const [index, root] of nodes.entries()) {
    const document = library.documents[index]
    const walk = (node: PlainNode, path: YamlPath): void => {
      if (document === undefined || offset(document.placeOf(path)) !== node.start) wrong.push(path.join('.'))
      for (const [key, { keyStart, value }] of node.entries ?? []) {
        const inner = [...path, key]
        if (document === undefined || offset(document.placeOfKey(inner)) !== keyStart)
          wrong.push(`key ${inner.join('.')}`)
        walk(value, inner)
      }
      for (const [at, item] of (node.items ?? []).entries()) walk(item, [...path, at])
    }
    walk(root, [])
  }
  return wrong
}

function manifestsOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

/** Numbers that look random and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** What an edit may leave: a character more or less, a line twice, deeper, or gone. */
function edited(text: string, next: (below: number) => number): string {
  const signs = [
    ' ',
    '  ',
    '\n',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '&',
    '*',
    '!',
    '?',
    '~',
    '0',
    'a',
    '---\n',
  ]
  const at = next(text.length)
  const line = text.lastIndexOf('\n', at) + 1
  const end = (text.indexOf('\n', at) + 1 || text.length + 1) - 1
  switch (next(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + next(3))
    case 1:
      return `${text.slice(0, line)} ${text.slice(line)}`
    case 2:
      return text.slice(0, line) + text.slice(end + 1)
    case 3:
      return `${text.slice(0, end)}\n${text.slice(line)}`
    default:
      return text.slice(0, at) + signs[next(signs.length)] + text.slice(at)
  }
}

describe('YAML as most people write it', () => {
  test('is read as the library reads it, with the same places', () => {
    expect(readPlain(example)).toBeDefined()
    expect(placesOf(example)).toEqual([])
  })

  test.each(Object.entries(notPlain))('%s is left to the library', (_, text) => {
    expect(readPlain(text)).toBeUndefined()
  })

  test.each(Object.entries(faults))('%s is a fault, which the library states', (_, text) => {
    expect(readPlain(text)).toBeUndefined()
    expect(readByLibrary(text, 'a.yaml').problems).not.toEqual([])
  })

  test('whatever an edit leaves is read as the library reads it, or left to it', () => {
    const texts = [example, ...manifestsOf('templates')]
    const [next, times] = [numbers(7), 20]
    let plain = 0
    for (const text of texts) {
      for (let time = 0; time < times; time++) {
        let changed = text
        for (let edits = next(3); edits >= 0; edits--) changed = edited(changed, next)
        if (readPlain(changed) === undefined) continue
        plain++
        expect(placesOf(changed), changed).toEqual([])
      }
    }
    expect(plain).toBeGreaterThan(texts.length / 4)
  })
})
