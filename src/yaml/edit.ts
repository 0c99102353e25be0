import { isDeepStrictEqual } from 'node:util'
import { type Document, isAlias, isMap, isScalar, isSeq, type YAMLMap } from 'yaml'
import { UserError } from '../errors/user-error.ts'
import { applyEdit, indexFor, type YamlEdit } from './apply-edit.ts'
import { dataOf, parseDocuments } from './documents.ts'
import { columnOf, newlineOf } from './lines.ts'
import { intoList } from './list-splice.ts'
import { intoMap } from './map-splice.ts'
import { readYaml, type YamlPath } from './read.ts'
import { below, insert, rangeOf, type Splice, splice } from './splice.ts'
import { block, inline, type Style, scalarLike, styleOf } from './style.ts'

export type { YamlEdit } from './apply-edit.ts'

/**
 * Changes one document of a YAML file and keeps every byte that the change does not concern: comments, order, quoting,
 * indentation, line ends. Positions come from the syntax tree, the change is spliced into the text, and the result is
 * read again: data that is not exactly the old with the change is refused with a UserError `yaml-edit`, which says what
 * to add by hand. A file with faults is refused with these.
 */
export function editYaml(text: string, file: string, index: number, edit: YamlEdit): string {
  const { problems } = readYaml(text, file)
  if (problems.length > 0) throw new UserError(problems)
  const documents = parseDocuments(text)
  const wanted = dataOf(documents)
  const changed = applyEdit(wanted[index], edit)
  if (isDeepStrictEqual(changed, wanted[index])) return text
  wanted[index] = changed
  const change = spliceFor(text, documents, index, edit)
  const result = change && splice(text, change)
  if (result === undefined || !isDeepStrictEqual(dataIfValid(result), wanted)) {
    const line = text.slice(0, rangeOf(nearest(documents[index], edit.path))?.[0] ?? 0).split('\n').length
    throw refusal(file, line, edit)
  }
  return result
}

/** Adds documents behind the last one. `yaml` is their text, without a leading `---`. */
export function appendDocuments(text: string, yaml: string): string {
  const newline = newlineOf(text)
  const body = yaml.replace(/\r?\n/g, newline)
  if (text.trim() === '') return body
  const head = /\n$/.test(text) ? text : text + newline
  return /^---\s*$/m.test(head.trimEnd().split('\n').at(-1) ?? '') ? head + body : `${head}---${newline}${body}`
}

/** Undefined for what is no valid YAML any more. */
function dataIfValid(text: string): unknown[] | undefined {
  const documents = parseDocuments(text)
  if (documents.some(({ errors }) => errors.length > 0)) return undefined
  try {
    return dataOf(documents)
  } catch {
    return undefined
  }
}

function spliceFor(
  text: string,
  documents: readonly Document.Parsed[],
  index: number,
  edit: YamlEdit,
): Splice | undefined {
  const addition = edit.kind === 'insert-item' ? [edit.value] : { [edit.key]: edit.value }
  const missing = (path: YamlPath): unknown => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), addition)
  const document = documents[index]
  if (document === undefined || document.contents === null || isNull(document.contents)) {
    if (index < documents.length - 1) return undefined
    const newline = newlineOf(text)
    const start = text === '' || text.endsWith('\n') ? '' : newline
    return insert(text.length, start + block(missing(edit.path), 0, { newline, indent: 2, indentSeq: true }) + newline)
  }
  const style = styleOf(text, document)
  // Walk as far as the path exists; what is left of it becomes part of what is added.
  let node: unknown = document.contents
  let parent: Parent | undefined
  for (const [depth, step] of edit.path.entries()) {
    if (typeof step === 'number') {
      // An item of a list that is there.
      node = isSeq(node) ? node.items[step] : undefined
      parent = undefined
      continue
    }
    if (!isMap(node)) return undefined
    const next: unknown = node.get(step, true)
    const key = String(step)
    const rest = missing(edit.path.slice(depth + 1))
    if (isAlias(next)) return undefined
    if (next === undefined) return intoMap(text, node, [key, rest], style, columnBelow(text, parent, node, style))
    parent = { map: node, key, isBlock: !node.flow && (parent?.isBlock ?? true) }
    if (isNull(next)) return behindKey(text, parent, rest, style)
    node = next
  }
  const column = columnBelow(text, parent, addition, style)
  if (edit.kind === 'insert-item') {
    const item = { value: edit.value, index: indexFor(isSeq(node) ? node.toJSON() : [], edit) }
    return isSeq(node) ? intoList(text, node, item, style, column) : undefined
  }
  if (!isMap(node)) return undefined
  if (edit.kind === 'set-entry' && node.has(edit.key)) return overScalar(node.get(edit.key, true), edit.value)
  return intoMap(text, node, [edit.key, edit.value], style, column)
}

/** Another text in the place of one that stands within a line, in its quotes. */
function overScalar(node: unknown, value: string): Splice | undefined {
  const range = rangeOf(node)
  if (!isScalar(node) || range === undefined || node.type?.startsWith('BLOCK_')) return undefined
  return { from: range[0], to: range[1], text: inline(scalarLike(value, [node])) }
}

/** The entry whose value is at hand. */
interface Parent {
  readonly map: YAMLMap
  readonly key: string
  readonly isBlock: boolean
}

const isNull = (node: unknown): boolean => isScalar(node) && node.value === null

const pairOf = ({ map, key }: Parent) => map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)

/** Where a block stands that is the value of an entry; undefined where the entry is inside `{}` and can have none. */
function columnBelow(text: string, parent: Parent | undefined, value: unknown, style: Style): number | undefined {
  const range = parent && rangeOf(pairOf(parent)?.key)
  if (!parent?.isBlock || range === undefined) return undefined
  return columnOf(text, range[0]) + (Array.isArray(value) && !style.indentSeq ? 0 : style.indent)
}

/** `key:` with nothing or `null` behind it gets a block below. */
function behindKey(text: string, parent: Parent, value: unknown, style: Style): Splice | undefined {
  const column = columnBelow(text, parent, value, style)
  const range = rangeOf(pairOf(parent)?.value)
  if (range === undefined) return undefined
  if (column === undefined) return { from: range[0], to: range[1], text: JSON.stringify(value) }
  return below(text, range, block(value, column, style), style.newline)
}

/** The deepest node on a path that exists. */
function nearest(document: Document.Parsed | undefined, path: YamlPath): unknown {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document?.getIn(path.slice(0, length), true)
    if (rangeOf(node)) return node
  }
  return document?.contents
}

function refusal(file: string, line: number, edit: YamlEdit): UserError {
  const where = edit.path.length > 0 ? `under "${edit.path.join('.')}"` : 'at the top'
  const what = edit.kind === 'insert-item' ? `the item "${edit.value}"` : `the entry "${edit.key}"`
  return new UserError({
    code: 'yaml-edit',
    message: `${file} cannot be edited without changing more than is meant.`,
    hint: `Add ${what} ${where} by hand (an alias, an anchor or an unusual layout is in the way), then run this again.`,
    place: { file, line },
  })
}
