import { listNode, MapBuilder, type PlainNode } from './node.ts'
import { beginsPlain, colon, notPlain, plainValue, quotedEnd, quotedValue, space } from './scalar.ts'

/** What was read, and where it ends. */
interface Read {
  readonly node: PlainNode
  readonly end: number
}

const deepest = 50

/** `{ a: 1, b: [x, "y"] }`: a map or a list between brackets on one line, which ends at `end`. */
export function readFlow(text: string, start: number, end: number, depth = 0): Read {
  if (depth > deepest) notPlain()
  return text.charAt(start) === '{' ? readMap(text, start, end, depth) : readList(text, start, end, depth)
}

function readMap(text: string, start: number, end: number, depth: number): Read {
  const map = new MapBuilder()
  let at = pastSpaces(text, start + 1, end)
  while (text.charAt(at) !== '}') {
    const key = readKey(text, at, end)
    const value = readValue(text, pastSpaces(text, key.end, end), end, depth)
    if (!map.add(key.value, at, value.node)) notPlain()
    at = pastComma(text, value.end, end, '}')
  }
  return { node: map.node(start), end: at + 1 }
}

function readList(text: string, start: number, end: number, depth: number): Read {
  const items: PlainNode[] = []
  let at = pastSpaces(text, start + 1, end)
  while (text.charAt(at) !== ']') {
    const item = readValue(text, at, end, depth)
    items.push(item.node)
    at = pastComma(text, item.end, end, ']')
  }
  return { node: listNode(start, items), end: at + 1 }
}

/** A key with its colon. */
function readKey(text: string, start: number, end: number): { readonly value: string; readonly end: number } {
  const quote = text.charAt(start)
  if (quote === '"' || quote === "'") {
    const close = quotedEnd(text, start, end)
    const value = quotedValue(text.slice(start, close))
    if (text.charCodeAt(close) !== colon || text.charCodeAt(close + 1) !== space || !isKey(value)) notPlain()
    return { value, end: close + 1 }
  }
  const close = plainEnd(text, start, end)
  const written = text.slice(start, close)
  const value = plainValue(written)
  if (text.charCodeAt(close) !== colon || typeof value !== 'string' || !isKey(value)) return notPlain()
  return { value, end: close + 1 }
}

/** Keys that mean more than their name are left to the library, and so is what JavaScript gives a meaning of its own. */
export const isKey = (key: string): boolean => key !== '' && key !== '<<' && key !== '__proto__'

function readValue(text: string, start: number, end: number, depth: number): Read {
  const sign = text.charAt(start)
  if (sign === '{' || sign === '[') return readFlow(text, start, end, depth + 1)
  if (sign === '"' || sign === "'") {
    const close = quotedEnd(text, start, end)
    return { node: { data: quotedValue(text.slice(start, close)), start }, end: close }
  }
  const close = plainEnd(text, start, end)
  // A pair without brackets of its own.
  if (text.charCodeAt(close) === colon) notPlain()
  return { node: { data: plainValue(text.slice(start, close)), start }, end: close }
}

/** Where a plain scalar between brackets ends: before a bracket, a comma, or the colon behind a key. */
function plainEnd(text: string, start: number, end: number): number {
  if (start >= end || !beginsPlain(text, start, end)) notPlain()
  let at = start
  for (; at < end; at++) {
    const sign = text.charAt(at)
    if (sign === ',' || sign === ']' || sign === '}') break
    if (sign === '[' || sign === '{' || (sign === '#' && text.charCodeAt(at - 1) === space)) notPlain()
    if (sign !== ':') continue
    const next = text.charAt(at + 1)
    if (next === ' ') break
    if (at + 1 >= end || ',[]{}'.includes(next)) notPlain()
  }
  // Over more than one line.
  if (at >= end) notPlain()
  while (text.charCodeAt(at - 1) === space) at--
  // Nothing at all, or a space before the colon.
  if (at === start || (text.charCodeAt(at) === space && text.charAt(pastSpaces(text, at, end)) === ':')) notPlain()
  return at
}

function pastSpaces(text: string, start: number, end: number): number {
  let at = start
  while (text.charCodeAt(at) === space) at++
  return at < end ? at : notPlain()
}

/** The next item, or the bracket that closes. */
function pastComma(text: string, start: number, end: number, close: string): number {
  const at = pastSpaces(text, start, end)
  const sign = text.charAt(at)
  if (sign === close) return at
  return sign === ',' ? pastSpaces(text, at + 1, end) : notPlain()
}
