import { listNode, MapBuilder, type PlainNode } from './node.ts'
import {
  beginsPlain,
  colon,
  hash,
  lineFeed,
  notPlain,
  pastSpaces,
  plainValue,
  quotedEnd,
  quotedValue,
  space,
} from './scalar.ts'

/** What was read, and where it ends. */
interface Read {
  readonly node: PlainNode
  readonly end: number
}

const deepest = 50

/**
 * `{ a: 1, b: [x, "y"] }`: a map or a list between brackets. What of it stands on further lines stands further in than
 * `outer`, the indentation of what it belongs to.
 */
export function readFlow(text: string, start: number, outer: number, depth = 0): Read {
  if (depth > deepest) notPlain()
  return text.charAt(start) === '{' ? readMap(text, start, outer, depth) : readList(text, start, outer, depth)
}

function readMap(text: string, start: number, outer: number, depth: number): Read {
  const map = new MapBuilder()
  let at = pastGap(text, start + 1, outer)
  while (text.charAt(at) !== '}') {
    const key = readKey(text, at)
    const value = readValue(text, pastGap(text, key.end, outer), outer, depth)
    if (!map.add(key.value, at, value.node)) notPlain()
    at = pastComma(text, value.end, outer, '}')
  }
  return { node: map.node(start), end: at + 1 }
}

function readList(text: string, start: number, outer: number, depth: number): Read {
  const items: PlainNode[] = []
  let at = pastGap(text, start + 1, outer)
  while (text.charAt(at) !== ']') {
    const item = readValue(text, at, outer, depth)
    items.push(item.node)
    at = pastComma(text, item.end, outer, ']')
  }
  return { node: listNode(start, items), end: at + 1 }
}

/** A key with its colon. */
function readKey(text: string, start: number): { readonly value: string; readonly end: number } {
  const isQuoted = isQuote(text.charAt(start))
  const close = isQuoted ? quotedEnd(text, start, text.length) : plainEnd(text, start)
  const written = text.slice(start, close)
  const value = isQuoted ? quotedValue(written) : plainValue(written)
  if (text.charCodeAt(close) !== colon || typeof value !== 'string' || !isKey(value)) return notPlain()
  return { value, end: close + 1 }
}

/** Keys that mean more than their name are left to the library, and so is what JavaScript gives a meaning of its own. */
export const isKey = (key: string): boolean => key !== '' && key !== '<<' && key !== '__proto__'

const isQuote = (sign: string): boolean => sign === '"' || sign === "'"

function readValue(text: string, start: number, outer: number, depth: number): Read {
  const sign = text.charAt(start)
  if (sign === '{' || sign === '[') return readFlow(text, start, outer, depth + 1)
  if (isQuote(sign)) {
    const close = quotedEnd(text, start, text.length)
    return { node: { data: quotedValue(text.slice(start, close)), start }, end: close }
  }
  const close = plainEnd(text, start)
  return { node: { data: plainValue(text.slice(start, close)), start }, end: close }
}

/** Where a plain scalar between brackets ends: before a bracket, a comma, the colon behind a key, or the end of its line. */
function plainEnd(text: string, start: number): number {
  if (!beginsPlain(text, start, text.length) || text.charCodeAt(start + 1) === lineFeed) notPlain()
  let at = start
  for (; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === ',' || sign === ']' || sign === '}' || sign === '\n') break
    if (sign === '[' || sign === '{' || (sign === '#' && text.charCodeAt(at - 1) === space)) notPlain()
    if (sign !== ':') continue
    const next = text.charAt(at + 1)
    if (next === ' ') break
    if (next === '\n' || ',[]{}'.includes(next)) notPlain()
  }
  while (text.charCodeAt(at - 1) === space) at--
  return at === start ? notPlain() : at
}

/** Behind spaces and line ends, as far as what follows is no comment, and stands far enough in. */
function pastGap(text: string, start: number, outer: number): number {
  let at = pastSpaces(text, start)
  if (text.charCodeAt(at) === lineFeed) {
    let line = at
    for (; text.charCodeAt(at) === lineFeed; at = pastSpaces(text, line)) line = at + 1
    if (at - line <= outer) notPlain()
  }
  return at >= text.length || text.charCodeAt(at) === hash ? notPlain() : at
}

/** The next item, or the bracket that closes. */
function pastComma(text: string, start: number, outer: number, close: string): number {
  const at = pastGap(text, start, outer)
  const sign = text.charAt(at)
  if (sign === close) return at
  return sign === ',' ? pastGap(text, at + 1, outer) : notPlain()
}
