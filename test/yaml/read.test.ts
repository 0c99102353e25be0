import { describe, expect, it } from 'vitest'
import { readYaml } from '../../src/yaml/read.ts'

const data = (text: string) => readYaml(text, 'f.yaml').documents.map((document) => document.data)
const faults = (text: string) =>
  readYaml(text, 'f.yaml').problems.map(({ code, place }) => `${place?.line}:${place?.column} ${code}`)

describe('readYaml reads', () => {
  it.each<[string, string, unknown[]]>([
    [
      'several documents, without the empty ones',
      '---\na: 1\n---\n---\n# none\n---\nb: 2\n...\n',
      [{ a: 1 }, { b: 2 }],
    ],
    ['nothing', '', []],
    ['comments alone', '# nothing\n', []],
    ['CRLF', 'a:\r\n  - b\r\n', [{ a: ['b'] }]],
    ['anchors and aliases', 'a: &x [1]\nb: *x\n', [{ a: [1], b: [1] }]],
    ['merge keys', 'a: &x {p: 1, q: 1}\nb: {<<: *x, q: 2}\n', [{ a: { p: 1, q: 1 }, b: { p: 1, q: 2 } }]],
    ['tags of others as what they hold', 'a: !Ref b\n', [{ a: 'b' }]],
    ['markers of a conflict inside a text', 'a: |\n  <<<<<<< HEAD\n', [{ a: '<<<<<<< HEAD\n' }]],
    [
      'a thousand aliases',
      `a: &x 1\n${Array.from({ length: 1000 }, (_, i) => `k${i}: *x`).join('\n')}\n`,
      [expect.anything()],
    ],
  ])('%s', (_, text, expected) => {
    expect(readYaml(text, 'f.yaml').problems).toEqual([])
    expect(data(text)).toEqual(expected)
  })

  it('keeps good documents beside a broken one', () => {
    expect(data('a: 1\n---\nb: [\n---\nc: 3\n')).toEqual([{ a: 1 }, { c: 3 }])
  })
})

describe('readYaml says where', () => {
  it.each([
    ['a tab indents', 'a:\n\tb: 1\n', ['2:1 yaml-tab']],
    ['a tab follows spaces', 'a:\n  b: 1\n  \tc: 2\n', ['3:3 yaml-tab']],
    ['keys stand twice', 'a: 1\nb: 2\na: 3\nb: 4\n', ['3:1 yaml-duplicate-key', '4:1 yaml-duplicate-key']],
    ['a quote opens that never closes', 'a: 1\nb: "x\nc: 3\n', ['2:4 yaml-syntax']],
    ['a bracket opens that never closes', 'a: [1, 2\nb: 3\n', ['1:4 yaml-syntax']],
    ['a text needs quotes', 'a: b: c\n', ['1:4 yaml-syntax']],
    ['a conflict begins', 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n', ['2:1 merge-conflict']],
    ['half a conflict is left', 'a: 1\r\n>>>>>>> x\r\n', ['2:1 merge-conflict']],
    ['an alias has no anchor', 'a: 1\nb: *c\n', ['2:4 yaml-alias']],
    ['an alias comes before its anchor', 'a: *x\nb: &x 1\n', ['1:4 yaml-alias']],
    ['an alias holds itself', 'a: &x\n  b: *x\n', ['2:6 yaml-alias']],
    ['what is merged is no map', 'a: &x 1\nb: {<<: *x}\n', ['1:1 yaml-alias']],
  ])('%s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected)
  })

  it('shows the line, without its end', () => {
    expect(readYaml('a: 1\r\na: 2\r\n', 'f.yaml').problems[0]).toMatchObject({
      place: { file: 'f.yaml', source: 'a: 2' },
      hint: 'Keep one of the two.',
    })
    expect(readYaml(`a: {x: "${'y'.repeat(999)}"`, 'f.yaml').problems[0]?.place?.source).toBeUndefined()
  })
})

describe('readYaml survives', () => {
  it('a bomb of aliases', () => {
    const line = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(',')}]\n`
    const names = [...'abcdefgh']
    expect(faults(names.map((name, i) => line(name, i === 0 ? 'x' : `*${names[i - 1]}`)).join(''))).toEqual([
      '1:1 yaml-alias',
    ])
  })

  it('more aliases than anybody writes, soon', () => {
    // Time of the processor, in ms: what else runs on the machine does not count.
    const started = process.cpuUsage()
    const text = `a: &x {b: 1}\n${Array.from({ length: 20_000 }, (_, i) => `k${i}: *x`).join('\n')}\n`
    expect(faults(text)).toEqual(['2002:8 yaml-alias'])
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000)
  })

  it('nesting without end', () => {
    expect(faults('['.repeat(3000))[0]).toMatch(/yaml-/)
  })
})

describe('a document', () => {
  const [document] = readYaml('# top\nspec:\n  list:\n    - a\n    - b: &x 1\n  other: *x\n', 'f.yaml').documents

  it('knows the place of each value, or of what is nearest', () => {
    const at = (...path: (string | number)[]) => {
      const { line, column } = document?.placeOf(path) ?? {}
      return `${line}:${column}`
    }
    expect(at('spec', 'list', 0)).toBe('4:7')
    expect(at('spec', 'list', 1, 'b')).toBe('5:13')
    expect(at('spec', 'list', 7)).toBe('4:5')
    expect(at('nothing')).toBe('2:1')
  })

  it('knows the place of a key', () => {
    expect(document?.placeOfKey(['spec', 'other'])).toMatchObject({ line: 6, column: 3 })
  })
})
