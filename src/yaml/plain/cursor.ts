import { beginsPlain, colon, hash, notPlain, pastSpaces, quotedEnd, space } from './scalar.ts'

/** A key may stand so far from its colon. */
const longestKey = 1000

/** Stands before the next thing that is said: behind white space, comments, and empty lines. */
export class Cursor {
  readonly text: string
  at = 0
  /** Characters before it on its line; -1 at the end of a document. */
  indent = -1
  /** Where its line ends. */
  end = 0

  constructor(text: string) {
    this.text = text
  }

  lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at)
    return end < 0 ? this.text.length : end
  }

  /** Where what is plain ends that begins at a place of this line. */
  plainEnd(start: number): number {
    const text = this.text
    let end = this.end
    for (let at = start; at < end; at++) {
      const sign = text.charCodeAt(at)
      if (sign === hash && text.charCodeAt(at - 1) === space) end = at
      else if (sign === colon && (at + 1 === end || text.charCodeAt(at + 1) === space)) notPlain()
    }
    while (text.charCodeAt(end - 1) === space) end--
    return end
  }

  /** Where the colon is of a key that stands here; -1 where there is none. */
  colon(): number {
    const [text, start] = [this.text, this.at]
    const sign = text.charAt(start)
    if (sign === '"' || sign === "'") {
      const end = quotedEnd(text, start, this.end)
      return text.charCodeAt(end) === colon && this.#isGap(end + 1) ? end : -1
    }
    if (!beginsPlain(text, start, this.end)) return -1
    const last = Math.min(this.end, start + longestKey)
    for (let at = start; at < last; at++) {
      const letter = text.charCodeAt(at)
      if (letter === hash && text.charCodeAt(at - 1) === space) return -1
      if (letter === colon && this.#isGap(at + 1)) return at
    }
    return last < this.end ? notPlain() : -1
  }

  #isGap(at: number): boolean {
    return at >= this.end || this.text.charCodeAt(at) === space
  }

  isItem(): boolean {
    return this.text.charAt(this.at) === '-' && this.#isGap(this.at + 1)
  }

  isLineDone(): boolean {
    return this.at >= this.end || this.text.charCodeAt(this.at) === hash
  }

  skipSpaces(from: number): void {
    this.at = pastSpaces(this.text, from)
    // What follows the colon or the dash directly is no comment, and was not taken for either.
    if (this.at > this.end) this.at = this.end
  }

  /** Nothing but a comment may follow on the line. */
  endLine(from: number): void {
    this.skipSpaces(from)
    if (!this.isLineDone() || (this.at === from && this.at < this.end)) notPlain()
  }

  /** To what is said next from the beginning of a line on. */
  toNextLine(from: number): void {
    const text = this.text
    for (let start = from; start < text.length; start = this.end + 1) {
      this.end = this.lineEnd(start)
      const at = pastSpaces(text, start)
      if (at >= this.end || text.charCodeAt(at) === hash) continue
      this.at = at
      this.indent = at - start
      if (this.indent === 0) this.#markDocument()
      return
    }
    this.at = text.length
    this.end = text.length
    this.indent = -1
  }

  #markDocument(): void {
    const sign = this.text.charAt(this.at)
    if (sign === '%') notPlain()
    if (sign !== '-' && sign !== '.') return
    const word = this.text.slice(this.at, Math.min(this.at + 3, this.end))
    if (!this.#isGap(this.at + 3)) return
    if (word === '...') notPlain()
    if (word === '---') this.indent = -1
  }
}
