import { isDeepStrictEqual } from 'node:util'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { UserError } from '../errors/user-error.ts'
import { commentsEnd, endOfLine, indented, indentOf, lineStart, newlineOf } from './lines.ts'
import type { YamlPath } from './read.ts'

/**
 * A change of one document. `path` leads to the list or map; what is missing on the way is made. What is there already,
 * an item of this value or an entry of this key whatever its value, stays as it is.
 */
export type YamlEdit =
  | { readonly kind: 'insert-item'; readonly path: YamlPath; readonly value: string; readonly sorted?: boolean }
  | { readonly kind: 'add-entry'; readonly path: YamlPath; readonly key: string; readonly value: unknown }

interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * Changes one document of a YAML file and keeps every byte that the change does not concern: comments, order, quoting,
 * indentation, line ends. Positions come from the syntax tree, the change is spliced into the text, and the result is
 * read again: data that is not exactly the old with the change is refused with a UserError `yaml-edit`, which says what
 * to add by hand.
 */
export function editYaml(text: string, file: string, index: number, edit: YamlEdit): string {
  const before = parse(text)
  const document = before[index]
  if (document === undefined || before.some(({ errors }) => errors.length > 0)) throw refusal(file, edit)
  const wanted = before.map((each) => each.toJS() as unknown)
  const expected = applied(wanted[index], edit)
  if (isDeepStrictEqual(expected, wanted[index])) return text
  wanted[index] = expected
  const splice = spliceFor(text, document, edit)
  if (splice === undefined) throw refusal(file, edit)
  const result = text.slice(0, splice.from) + splice.text + text.slice(splice.to)
  const after = parse(result)
  const isExact = after.every(({ errors }) => errors.length === 0)
  if (
    !isExact ||
    !isDeepStrictEqual(
      after.map((each) => each.toJS() as unknown),
      wanted,
    )
  )
    throw refusal(file, edit)
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

const parse = (text: string): Document.Parsed[] => {
  const documents = parseAllDocuments(text, { keepSourceTokens: true, merge: true })
  return 'empty' in documents ? [] : documents
}

function spliceFor(text: string, document: Document.Parsed, edit: YamlEdit): Splice | undefined {
  const addition = edit.kind === 'insert-item' ? [edit.value] : { [edit.key]: edit.value }
  // Walk as far as the path exists; what is left of it becomes part of what is added.
  let node: unknown = document.contents
  for (const [depth, step] of edit.path.entries()) {
    if (!isMap(node)) return undefined
    const next: unknown = node.get(step, true)
    if (isAlias(next)) return undefined
    if (next === undefined || isNull(next)) {
      const rest = edit.path.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), addition)
      return next === undefined ? intoMap(text, node, String(step), rest) : behindKey(text, node, String(step), rest)
    }
    node = next
  }
  if (edit.kind === 'insert-item') return isSeq(node) ? intoList(text, node, edit) : undefined
  if (node === null) return { from: text.length, to: text.length, text: block(text, addition, 0) }
  return isMap(node) ? intoMap(text, node, edit.key, edit.value) : undefined
}

const isNull = (node: unknown): boolean => isScalar(node) && node.value === null

function intoList(text: string, list: YAMLSeq, edit: YamlEdit & { kind: 'insert-item' }): Splice | undefined {
  const values = list.items.map((item) => (isScalar(item) ? String(item.value) : ''))
  const later = edit.sorted ? values.findIndex((value) => value > edit.value) : -1
  const item = scalar(edit.value)
  const [start, end] = list.range ?? [0, 0]
  if (list.flow) {
    const next = later < 0 ? undefined : rangeOf(list.items[later])
    if (next) return { from: next[0], to: next[0], text: `${item}, ` }
    const last = rangeOf(list.items.at(-1))
    if (last) return { from: last[1], to: last[1], text: `, ${item}` }
    return endsLine(text, end) ? inPlaceOf(text, start, end, [edit.value]) : { from: start, to: end, text: `[${item}]` }
  }
  const indent = indentOf(text, dashOf(list, 0) ?? start)
  const newline = newlineOf(text)
  if (later === 0) {
    const at = lineStart(text, dashOf(list, 0) ?? start)
    return { from: at, to: at, text: `${indent}- ${item}${newline}` }
  }
  const previous = rangeOf(list.items[later < 0 ? list.items.length - 1 : later - 1])
  return previous && after(text, previous, `${indent}- ${item}`, later < 0 ? indent.length : undefined)
}

function intoMap(text: string, map: YAMLMap, key: string, value: unknown): Splice | undefined {
  const [start, end] = map.range ?? [0, 0]
  if (map.flow) {
    if (map.items.length === 0) return inPlaceOf(text, start, end, { [key]: value })
    const last = map.items.at(-1)
    const lastEnd = rangeOf(last?.value)?.[1] ?? rangeOf(last?.key)?.[1]
    const entry = `, ${scalar(key)}: ${JSON.stringify(value)}`
    return lastEnd === undefined ? undefined : { from: lastEnd, to: lastEnd, text: entry }
  }
  const existing = map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
  if (existing) return undefined
  const last = map.items.at(-1)
  const range = rangeOf(last?.value) ?? rangeOf(last?.key)
  const indent = indentOf(text, start).length
  return range && after(text, range, block(text, { [key]: value }, indent).trimEnd(), indent)
}

/** `{}` and `[]` become a block below their key. */
function inPlaceOf(text: string, start: number, end: number, value: unknown): Splice {
  const isRoot = lineStart(text, start) === start
  const indent = isRoot ? 0 : indentOf(text, start).length + 2
  const body = block(text, value, indent).trimEnd()
  const before = isRoot ? start : start - (/[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0)
  return { from: before, to: end, text: isRoot ? body : newlineOf(text) + body }
}

/** No flow collection goes on behind this offset. */
const endsLine = (text: string, offset: number): boolean => /^[ \t]*(?:\r?\n|#|$)/.test(text.slice(offset))

/** `key:` with nothing behind it gets a block below. */
function behindKey(text: string, map: YAMLMap, key: string, value: unknown): Splice | undefined {
  const pair = map.items.find((each) => isScalar(each.key) && each.key.value === key)
  const range = rangeOf(pair?.key)
  if (range === undefined || map.flow) return undefined
  const indent = indentOf(text, range[0]).length + 2
  const at = endOfLine(text, range[1])
  return { from: at, to: at, text: newlineOf(text) + block(text, value, indent).trimEnd() }
}

/** New lines behind the last line of a node, past the comments that belong to it. */
function after(text: string, range: readonly [number, number], lines: string, commentIndent?: number): Splice {
  const lastCharacter = range[0] + text.slice(range[0], range[1]).trimEnd().length
  const end = endOfLine(text, Math.max(lastCharacter, range[0]))
  const at = commentIndent === undefined ? end : commentsEnd(text, end, commentIndent)
  return { from: at, to: at, text: newlineOf(text) + lines }
}

function applied(data: unknown, edit: YamlEdit): unknown {
  const change = (value: unknown, path: YamlPath): unknown => {
    const [step, ...rest] = path
    if (step !== undefined) {
      const map = value === null || value === undefined ? {} : (value as Record<string, unknown>)
      return { ...map, [step]: change(map[step], rest) }
    }
    if (edit.kind === 'add-entry') return { [edit.key]: edit.value, ...((value ?? {}) as object) }
    const list: unknown = value ?? []
    // No list: the data stays, and the splice that finds no list either is refused.
    if (!Array.isArray(list)) return [list, edit.value]
    if (list.includes(edit.value)) return list
    const later = edit.sorted ? list.findIndex((item) => String(item) > edit.value) : -1
    return later < 0 ? [...list, edit.value] : list.toSpliced(later, 0, edit.value)
  }
  return change(data, edit.path)
}

function block(text: string, value: unknown, indent: number): string {
  return indented(stringify(value, { lineWidth: 0 }), indent, newlineOf(text))
}

const scalar = (value: string): string => stringify(value, { lineWidth: 0 }).trimEnd()

function rangeOf(node: unknown): readonly [number, number] | undefined {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined
}

/** Offset of the dash of an item, from the source token. */
function dashOf(list: YAMLSeq, index: number): number | undefined {
  const token = list.srcToken
  if (token?.type !== 'block-seq') return undefined
  return token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset
}

function refusal(file: string, edit: YamlEdit): UserError {
  const where = edit.path.length > 0 ? `under "${edit.path.join('.')}"` : 'at the top'
  const what = edit.kind === 'insert-item' ? `the item "${edit.value}"` : `the entry "${edit.key}"`
  return new UserError({
    code: 'yaml-edit',
    message: `${file} cannot be edited without changing more than is meant.`,
    hint: `Add ${what} ${where} by hand (an alias, an anchor or an unusual layout is in the way), then run this again.`,
    place: { file },
  })
}
