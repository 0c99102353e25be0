import { isKey, readFlow } from './flow.ts'
import { readLiteral } from './literal.ts'
import { listNode, MapBuilder, type PlainNode } from './node.ts'
import {
  beginsPlain,
  colon,
  hash,
  lineFeed,
  NotPlain,
  notPlain,
  pastSpaces,
  plainValue,
  quotedEnd,
  quotedValue,
  space,
} from './scalar.ts'

export type { PlainNode } from './node.ts'

/** Nobody nests deeper by hand. */
const deepest = 60
/** A key may stand so far from its colon. */
const longestKey = 1000
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

/** Stands before the next thing that is said: behind white space, comments, and empty lines. */
class PlainReader {
  readonly #text: string
  #at = 0
  /** Characters before it on its line; -1 at the end of a document. */
  #indent = -1
  /** Where its line ends. */
  #end = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  documents(): PlainNode[] {
    const found: PlainNode[] = []
    while (this.#at < this.#text.length) {
      this.#toNextLine(this.#at)
      if (this.#indent >= 0) {
        found.push(this.#block(-1))
        // Behind a document another one needs its mark.
        if (this.#indent >= 0) notPlain()
      }
      if (this.#at >= this.#text.length) break
      // Only a mark ends a document before the text does.
      this.#endLine(this.#at + 3)
      this.#at = Math.min(this.#end + 1, this.#text.length)
    }
    return found.filter(({ data }) => data !== null)
  }

  /** What begins here, on a line of its own. `outer`: the indentation of what it belongs to. */
  #block(outer: number): PlainNode {
    if (++this.#depth > deepest) notPlain()
    const node = this.#isItem()
      ? this.#list(this.#indent)
      : this.#colon() >= 0
        ? this.#map(this.#indent)
        : this.#scalar(outer)
    this.#depth--
    return node
  }

  #list(indent: number): PlainNode {
    const [start, items] = [this.#at, [] as PlainNode[]]
    while (this.#indent === indent && this.#isItem()) {
      const dash = this.#at
      this.#skipSpaces(dash + 1)
      if (this.#isLineDone()) items.push(this.#below(indent))
      else {
        this.#indent = indent + this.#at - dash
        items.push(this.#block(indent))
      }
      if (this.#indent > indent) notPlain()
    }
    return listNode(start, items)
  }

  #map(indent: number): PlainNode {
    const [start, map] = [this.#at, new MapBuilder()]
    while (this.#indent === indent) {
      const keyStart = this.#at
      // A list may stand as far out as the key that it belongs to, and then it is over.
      const colon = this.#isItem() ? -1 : this.#colon()
      if (colon < 0) return notPlain()
      const key = this.#key(keyStart, colon)
      this.#skipSpaces(colon + 1)
      const value = this.#isLineDone() ? this.#below(indent, true) : this.#scalar(indent)
      if (!map.add(key, keyStart, value) || this.#indent > indent) notPlain()
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
    const empty = this.#at
    this.#toNextLine(this.#end + 1)
    if (this.#indent > indent) return this.#block(indent)
    if (ofKey && this.#indent === indent && this.#isItem()) return this.#list(indent)
    return { data: null, start: empty }
  }

  /** A scalar, a literal block or brackets, and the way to what follows. */
  #scalar(outer: number): PlainNode {
    const [text, start] = [this.#text, this.#at]
    const sign = text.charAt(start)
    if (sign === '|' || sign === '>') {
      const { data, end } = readLiteral(text, start, this.#end, outer)
      this.#toNextLine(end)
      return { data, start }
    }
    if (sign === '{' || sign === '[') {
      const { node, end } = readFlow(text, start, outer)
      this.#end = this.#lineEnd(end)
      this.#endLine(end)
      this.#toNextLine(this.#end + 1)
      return node
    }
    if (sign === '"' || sign === "'") {
      const end = quotedEnd(text, start, this.#end)
      this.#endLine(end)
      this.#toNextLine(this.#end + 1)
      return { data: quotedValue(text.slice(start, end)), start }
    }
    if (!beginsPlain(text, start, this.#end)) notPlain()
    const data = plainValue(this.#plain(outer))
    this.#toNextLine(this.#end + 1)
    if (this.#indent > outer) notPlain()
    return { data, start }
  }

  /** A plain scalar from here on, with the lines that it goes on in: those that stand further in than what it belongs to. */
  #plain(outer: number): string {
    const text = this.#text
    let end = this.#plainEnd(this.#at)
    let said = text.slice(this.#at, end)
    while (outer >= 0 && pastSpaces(text, end) >= this.#end) {
      let [line, blank] = [this.#end + 1, 0]
      let at = pastSpaces(text, line)
      for (; text.charCodeAt(at) === lineFeed; at = pastSpaces(text, line)) {
        line = at + 1
        blank++
      }
      if (at >= text.length || at - line <= outer || text.charCodeAt(at) === hash) break
      this.#end = this.#lineEnd(at)
      end = this.#plainEnd(at)
      said += (blank > 0 ? '\n'.repeat(blank) : ' ') + text.slice(at, end)
    }
    return said
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at)
    return end < 0 ? this.#text.length : end
  }

  /** Where what is plain ends that begins at a place of this line. */
  #plainEnd(start: number): number {
    const text = this.#text
    let end = this.#end
    for (let at = start; at < end; at++) {
      const sign = text.charCodeAt(at)
      if (sign === hash && text.charCodeAt(at - 1) === space) end = at
      else if (sign === colon && (at + 1 === end || text.charCodeAt(at + 1) === space)) notPlain()
    }
    while (text.charCodeAt(end - 1) === space) end--
    return end
  }

  /** Where the colon is of a key that stands here; -1 where there is none. */
  #colon(): number {
    const [text, start] = [this.#text, this.#at]
    const sign = text.charAt(start)
    if (sign === '"' || sign === "'") {
      const end = quotedEnd(text, start, this.#end)
      return text.charCodeAt(end) === colon && this.#isGap(end + 1) ? end : -1
    }
    if (!beginsPlain(text, start, this.#end)) return -1
    const last = Math.min(this.#end, start + longestKey)
    for (let at = start; at < last; at++) {
      const letter = text.charCodeAt(at)
      if (letter === hash && text.charCodeAt(at - 1) === space) return -1
      if (letter === colon && this.#isGap(at + 1)) return at
    }
    return last < this.#end ? notPlain() : -1
  }

  #isGap(at: number): boolean {
    return at >= this.#end || this.#text.charCodeAt(at) === space
  }

  #isItem(): boolean {
    return this.#text.charAt(this.#at) === '-' && this.#isGap(this.#at + 1)
  }

  #isLineDone(): boolean {
    return this.#at >= this.#end || this.#text.charCodeAt(this.#at) === hash
  }

  #skipSpaces(from: number): void {
    this.#at = pastSpaces(this.#text, from)
    // What follows the colon or the dash directly is no comment, and was not taken for either.
    if (this.#at > this.#end) this.#at = this.#end
  }

  /** Nothing but a comment may follow on the line. */
  #endLine(from: number): void {
    this.#skipSpaces(from)
    if (!this.#isLineDone() || (this.#at === from && this.#at < this.#end)) notPlain()
  }

  /** To what is said next from the beginning of a line on. */
  #toNextLine(from: number): void {
    const text = this.#text
    for (let start = from; start < text.length; start = this.#end + 1) {
      this.#end = this.#lineEnd(start)
      const at = pastSpaces(text, start)
      if (at >= this.#end || text.charCodeAt(at) === hash) continue
      this.#at = at
      this.#indent = at - start
      if (this.#indent === 0) this.#markDocument()
      return
    }
    this.#at = text.length
    this.#end = text.length
    this.#indent = -1
  }

  #markDocument(): void {
    const sign = this.#text.charAt(this.#at)
    if (sign === '%') notPlain()
    if (sign !== '-' && sign !== '.') return
    const word = this.#text.slice(this.#at, Math.min(this.#at + 3, this.#end))
    if (!this.#isGap(this.#at + 3)) return
    if (word === '...') notPlain()
    if (word === '---') this.#indent = -1
  }
}
