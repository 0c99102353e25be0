import { type Document, isAlias, isMap, isNode, isScalar, type Node } from 'yaml'
import type { Problem } from '../errors/problem.ts'
import { parseText } from './documents.ts'
import { duplicateKeyCode, unusableDocument } from './problems.ts'
import { maxAliasCount, structureFaults } from './structure-faults.ts'
import { syntaxProblem } from './syntax-problem.ts'
import {
  type Placed,
  placeAt,
  type YamlDocument,
  type YamlFile,
  type YamlLeniency,
  type YamlPath,
} from './yaml-file.ts'

/** Reads a file with all that YAML allows, and states what is wrong in it. */
export function readByLibrary(text: string, file: string, { lastKeyWins }: YamlLeniency = {}): YamlFile {
  const { documents: parsed, lines } = parseText(text)
  const place = (offset: number) => placeAt(text, file, lines, offset)
  const documents: YamlDocument[] = []
  const problems: Problem[] = []
  for (const document of parsed) {
    try {
      const found = faultsOf(document, place)
      const faults = lastKeyWins ? found.filter(({ code }) => code !== duplicateKeyCode) : found
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
