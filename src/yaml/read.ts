import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml'
import type { Place, Problem } from '../errors/problem.ts'
import { syntaxProblem, unresolvedAlias } from './syntax-problem.ts'

export type YamlPath = readonly (string | number)[]

/** One document of a YAML file: its data, and where each value of it stands. */
export interface YamlDocument {
  /** Plain data, aliases and merge keys resolved. */
  readonly data: unknown
  /** Place of the value at a path; of the nearest ancestor that exists where there is none. */
  placeOf(path: YamlPath): Place & { readonly line: number; readonly column: number }
  /** Place of the key itself, for messages about a key that should not be there. */
  placeOfKey(path: YamlPath): Place & { readonly line: number; readonly column: number }
}

export interface YamlFile {
  /** Empty documents (`---` with nothing behind it) are left out. */
  readonly documents: readonly YamlDocument[]
  readonly problems: readonly Problem[]
}

/** Aliases of aliases can stand for gigabytes; this many nodes is far above any honest manifest. */
const maxAliasCount = 1000

/** Parses all documents of a file. Problems carry file, line, column and the line itself; documents with one are left out. */
export function readYaml(text: string, file: string): YamlFile {
  const marker = mergeConflict(text, file)
  if (marker) return { documents: [], problems: [marker] }
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, merge: true, uniqueKeys: true })
  const place = (offset: number) => placeAt(text, file, lines, offset)
  const documents: YamlDocument[] = []
  const problems: Problem[] = []
  for (const document of 'empty' in parsed ? [] : parsed) {
    const faults = document.errors.map((error) => syntaxProblem(error, place(error.pos[0])))
    problems.push(...faults.slice(0, 3))
    if (faults.length > 0 || document.contents === null) continue
    const dangling = danglingAlias(document)
    if (dangling === undefined) documents.push(toDocument(document, document.toJS({ maxAliasCount }), place))
    else problems.push({ ...unresolvedAlias(dangling.source), place: place(dangling.range?.[0] ?? 0) })
  }
  return { documents, problems }
}

function danglingAlias(document: Document.Parsed): Alias | undefined {
  let found: Alias | undefined
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined
      found = alias
      return visit.BREAK
    },
  })
  return found
}

type Placed = Place & { readonly line: number; readonly column: number }

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

function placeAt(text: string, file: string, lines: LineCounter, offset: number): Placed {
  const { line, col } = lines.linePos(Math.min(offset, text.length))
  return { file, line: Math.max(line, 1), column: Math.max(col, 1), source: lineOf(text, Math.max(line, 1)) }
}

function lineOf(text: string, line: number): string {
  return (
    text
      .split('\n', line)
      [line - 1]?.replace(/\r$/, '')
      .replace(/^\uFEFF/, '') ?? ''
  )
}

function mergeConflict(text: string, file: string): Problem | undefined {
  const match = /^(?:<{7} |>{7} |={7}\r?$)/m.exec(text)
  if (match === null || !/^<{7} /m.test(text)) return undefined
  const line = text.slice(0, match.index).split('\n').length
  return {
    code: 'merge-conflict',
    message: `${file} has an unresolved merge conflict.`,
    hint: 'Resolve it: keep what is right of both sides and delete the lines <<<<<<<, ======= and >>>>>>>.',
    place: { file, line, column: 1, source: lineOf(text, line) },
  }
}
