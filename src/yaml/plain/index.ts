import { Cursor } from './cursor.ts'
import { isKey, readFlow } from './flow.ts'
import { readLiteral } from './literal.ts'
import { listNode, MapBuilder, type PlainNode } from './node.ts'
import {
  beginsPlain,
  hash,
  lineFeed,
  NotPlain,
  notPlain,
  pastSpaces,
  plainValue,
  quotedEnd,
  quotedValue,
} from './scalar.ts'

export type { PlainNode } from './node.ts'

/** Nobody nests deeper by hand. */
const deepest = 60
/** Tabs, other line ends than a line feed, and byte order marks. */
const unusual = /[\t\r\0\ufeff]/

/**
 * Reads YAML as most people write it, several times faster than the library: maps and lists by their indentation, texts without
 * quotes, brackets, literal blocks, quotes on one line. Undefined for a text that holds anything else, or a fault: it states no
 * faults itself. Empty documents are left out.
 */
export function readPlain(text: string): readonly PlainNode[] | undefined {
  if (unusual.test(text)) return undefined
  try {
    return new PlainReader(text).documents()
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

class PlainReader {
  readonly #text: string
  readonly #cursor: Cursor
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#cursor = new Cursor(text)
  }

  documents(): PlainNode[] {
    const cursor = this.#cursor
    const found: PlainNode[] = []
    while (cursor.at < this.#text.length) {
      cursor.toNextLine(cursor.at)
      if (cursor.indent >= 0) {
        found.push(this.#block(-1))
        // Behind a document another one needs its mark.
        if (cursor.indent >= 0) notPlain()
      }
      if (cursor.at >= this.#text.length) break
      // Only a mark ends a document before the text does.
      cursor.endLine(cursor.at + 3)
      cursor.at = Math.min(cursor.end + 1, this.#text.length)
    }
    return found.filter(({ data }) => data !== null)
  }

  /** What begins here, on a line of its own. `outer`: the indentation of what it belongs to. */
  #block(outer: number): PlainNode {
    const cursor = this.#cursor
    if (++this.#depth > deepest) notPlain()
    const node = cursor.isItem()
      ? this.#list(cursor.indent)
      : cursor.colon() >= 0
        ? this.#map(cursor.indent)
        : this.#scalar(outer)
    this.#depth--
    return node
  }

  #list(indent: number): PlainNode {
    const cursor = this.#cursor
    const [start, items] = [cursor.at, [] as PlainNode[]]
    while (cursor.indent === indent && cursor.isItem()) {
      const dash = cursor.at
      cursor.skipSpaces(dash + 1)
      if (cursor.isLineDone()) items.push(this.#below(indent))
      else {
        cursor.indent = indent + cursor.at - dash
        items.push(this.#block(indent))
      }
      if (cursor.indent > indent) notPlain()
    }
    return listNode(start, items)
  }

  #map(indent: number): PlainNode {
    const cursor = this.#cursor
    const [start, map] = [cursor.at, new MapBuilder()]
    while (cursor.indent === indent) {
      const keyStart = cursor.at
      // A list may stand as far out as the key that it belongs to, and then it is over.
      const colon = cursor.isItem() ? -1 : cursor.colon()
      if (colon < 0) return notPlain()
      const key = this.#key(keyStart, colon)
      cursor.skipSpaces(colon + 1)
      const value = cursor.isLineDone() ? this.#below(indent, true) : this.#scalar(indent)
      if (!map.add(key, keyStart, value) || cursor.indent > indent) notPlain()
    }
    return map.node(start)
  }

  #key(start: number, colon: number): string {
    const written = this.#text.slice(start, colon).trimEnd()
    const isQuoted = written.startsWith('"') || written.startsWith("'")
    const key = isQuoted ? quotedValue(written) : plainValue(written)
    return typeof key === 'string' && isKey(key) ? key : notPlain()
  }

  /** The value of a key or a dash with nothing behind it on its line. */
  #below(indent: number, ofKey = false): PlainNode {
    const cursor = this.#cursor
    const empty = cursor.at
    cursor.toNextLine(cursor.end + 1)
    if (cursor.indent > indent) return this.#block(indent)
    if (ofKey && cursor.indent === indent && cursor.isItem()) return this.#list(indent)
    return { data: null, start: empty }
  }

  /** A scalar, a literal block or brackets, and the way to what follows. */
  #scalar(outer: number): PlainNode {
    const cursor = this.#cursor
    const [text, start] = [this.#text, cursor.at]
    const sign = text.charAt(start)
    if (sign === '|' || sign === '>') {
      const { data, end } = readLiteral(text, start, cursor.end, outer)
      cursor.toNextLine(end)
      return { data, start }
    }
    if (sign === '{' || sign === '[') {
      const { node, end } = readFlow(text, start, outer)
      cursor.end = cursor.lineEnd(end)
      cursor.endLine(end)
      cursor.toNextLine(cursor.end + 1)
      return node
    }
    if (sign === '"' || sign === "'") {
      const end = quotedEnd(text, start, cursor.end)
      cursor.endLine(end)
      cursor.toNextLine(cursor.end + 1)
      return { data: quotedValue(text.slice(start, end)), start }
    }
    if (!beginsPlain(text, start, cursor.end)) notPlain()
    const data = plainValue(this.#plain(outer))
    cursor.toNextLine(cursor.end + 1)
    if (cursor.indent > outer) notPlain()
    return { data, start }
  }

  /** A plain scalar from here on, with the lines that it goes on in: those that stand further in than what it belongs to. */
  #plain(outer: number): string {
    const cursor = this.#cursor
    const text = this.#text
    let end = cursor.plainEnd(cursor.at)
    let said = text.slice(cursor.at, end)
    while (outer >= 0 && pastSpaces(text, end) >= cursor.end) {
      let [line, blank] = [cursor.end + 1, 0]
      let at = pastSpaces(text, line)
      for (; text.charCodeAt(at) === lineFeed; at = pastSpaces(text, line)) {
        line = at + 1
        blank++
      }
      if (at >= text.length || at - line <= outer || text.charCodeAt(at) === hash) break
      cursor.end = cursor.lineEnd(at)
      end = cursor.plainEnd(at)
      said += (blank > 0 ? '\n'.repeat(blank) : ' ') + text.slice(at, end)
    }
    return said
  }
}
