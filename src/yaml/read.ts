import { LineCounter } from 'yaml'
import { readByLibrary } from './by-library.ts'
import { mergeConflictAt } from './merge-conflict.ts'
import { type PlainNode, readPlain } from './plain/index.ts'
import { placeAt, type YamlDocument, type YamlFile, type YamlLeniency, type YamlPath } from './yaml-file.ts'

export type { YamlDocument, YamlFile, YamlPath } from './yaml-file.ts'

/** Parses all documents of a file. Problems carry file, line, column and the line itself; documents with one are left out. */
export function readYaml(text: string, file: string, leniency: YamlLeniency = {}): YamlFile {
  const conflict = mergeConflictAt(text)
  if (conflict) return { documents: [], problems: [{ ...conflict.problem, place: { file, ...conflict.place } }] }
  const plain = readPlain(text)
  if (plain === undefined) return readByLibrary(text, file, leniency)
  let lines: LineCounter | undefined
  const place: Placing = (offset) => {
    lines ??= linesOf(text)
    return placeAt(text, file, lines, offset)
  }
  return { documents: plain.map((node) => toDocument(node, place)), problems: [] }
}

type Placing = (offset: number) => ReturnType<typeof placeAt>

function toDocument(root: PlainNode, place: Placing): YamlDocument {
  return {
    data: root.data,
    placeOf: (path) => place(nearest(root, path).start),
    placeOfKey(path) {
      const parent = at(root, path.slice(0, -1))
      const key = path.at(-1)
      const entry = typeof key === 'string' ? parent?.entries?.get(key) : undefined
      return place(entry?.keyStart ?? root.start)
    },
  }
}

const step = (node: PlainNode, to: string | number): PlainNode | undefined =>
  typeof to === 'string' ? node.entries?.get(to)?.value : node.items?.[to]

/** The node at a path. */
function at(root: PlainNode, path: YamlPath): PlainNode | undefined {
  let node: PlainNode | undefined = root
  for (const to of path) {
    if (node === undefined) return undefined
    node = step(node, to)
  }
  return node
}

/** The node at a path, or the last on the way there. */
function nearest(root: PlainNode, path: YamlPath): PlainNode {
  let node = root
  for (const to of path) {
    const next = step(node, to)
    if (next === undefined) break
    node = next
  }
  return node
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1)
  return lines
}
