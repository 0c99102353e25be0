import { type Document, isAlias, isMap, isNode, isScalar, type LineCounter, type Node } from 'yaml'
import type { Place, Problem } from '../errors/problem.ts'
import { parseText } from './documents.ts'
import { mergeConflictAt } from './merge-conflict.ts'
import { unusableDocument } from './problems.ts'
import { maxAliasCount, structureFaults } from './structure-faults.ts'
import { syntaxProblem } from './syntax-problem.ts'

export type YamlPath = readonly (string | number)[]

type Placed = Place & { readonly line: number; readonly column: number }

/** One document of a YAML file: its data, and where each value of it stands. */
export interface YamlDocument {
  /** Plain data, aliases and merge keys resolved. */
  readonly data: unknown
  /** Place of the value at a path; of the nearest ancestor that exists where there is none. */
  placeOf(path: YamlPath): Placed
  /** Place of the key itself, for messages about a key that should not be there. */
  placeOfKey(path: YamlPath): Placed
}

export interface YamlFile {
  /** Empty documents (`---` with nothing behind it) are left out. */
  readonly documents: readonly YamlDocument[]
  readonly problems: readonly Problem[]
}

/** Parses all documents of a file. Problems carry file, line, column and the line itself; documents with one are left out. */
export function readYaml(text: string, file: string): YamlFile {
  const conflict = mergeConflictAt(text)
  if (conflict) return { documents: [], problems: [{ ...conflict.problem, place: { file, ...conflict.place } }] }
  const { documents: parsed, lines } = parseText(text)
  const place = (offset: number) => placeAt(text, file, lines, offset)
  const documents: YamlDocument[] = []
  const problems: Problem[] = []
  for (const document of parsed) {
    try {
      const faults = faultsOf(document, place)
      problems.push(...firstOfEachLine(faults))
      if (faults.length > 0 || isEmpty(document)) continue
      documents.push(toDocument(document, document.toJS({ maxAliasCount }), place))
    } catch (error) {
      problems.push({ ...unusableDocument(error), place: place(document.range[0]) })
    }
  }
  return { documents, problems }
}

function faultsOf(document: Document.Parsed, place: (offset: number) => Placed): Problem[] {
  // Where nothing closes there is an error for each bracket.
  const syntax = document.errors.slice(0, 10).map((error) => syntaxProblem(error, document, place))
  if (syntax.length > 0) return syntax
  return structureFaults(document).map(({ problem, offset }) => ({ ...problem, place: place(offset) }))
}

const isEmpty = ({ contents }: Document.Parsed): boolean =>
  contents === null || (isScalar(contents) && contents.value === null)

/** One fault makes the parser stumble more than once on the same line; three lines are enough to begin with. */
function firstOfEachLine(faults: readonly Problem[]): Problem[] {
  const seen = new Set<number | undefined>()
  const isFirst = ({ place }: Problem): boolean => seen.size < seen.add(place?.line).size
  return faults.filter(isFirst).slice(0, 3)
}

function toDocument(document: Document.Parsed, data: unknown, place: (offset: number) => Placed): YamlDocument {
  const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)
  const start = offsetOf(document.contents) ?? document.range[0]
  return {
    data,
    placeOf(path) {
      for (let length = path.length; length > 0; length--) {
        const offset = offsetOf(nodeAt(document, path.slice(0, length)))
        if (offset !== undefined) return place(offset)
      }
      return place(start)
    },
    placeOfKey(path) {
      const parent = nodeAt(document, path.slice(0, -1))
      const key = path.at(-1)
      const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
      return place(offsetOf(pair?.key) ?? start)
    },
  }
}

/** The node at a path, through aliases. */
function nodeAt(document: Document.Parsed, path: YamlPath): Node | undefined {
  let node: unknown = document.contents
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (node === null || typeof node !== 'object' || !('get' in node)) return undefined
    node = (node as { get(key: unknown, keepScalar: true): unknown }).get(step, true)
  }
  return isNode(node) ? node : undefined
}

/** Lines longer than this are data that no one typed, and help nobody on a terminal. */
const longestSource = 300

function placeAt(text: string, file: string, lines: LineCounter, offset: number): Placed {
  const { line, col } = lines.linePos(Math.min(offset, text.length))
  const number = Math.max(line, 1)
  const start = lines.lineStarts[number - 1] ?? 0
  const source = text.slice(start, lines.lineStarts[number] ?? text.length).replace(/\r?\n$/, '')
  return { file, line: number, column: Math.max(col, 1), ...(source.length > longestSource ? {} : { source }) }
}
