/** What one look at a text shows. */
interface Glance {
  /** How many lines hold more than white space. */
  readonly lines: number
  /** By the number of a group: where the last of its words ends, 0 where there is none. */
  ends(group: number): number
}

const space = 32
const ascii = 128

/** To make the finder takes as long as to look for each word by itself in so many characters. */
const fewCharacters = 1 << 16

/** Words by the groups that ask for them, small. */
const groups: string[][] = []
let finder: Finder | undefined
let charactersSeen = 0
let last: { readonly text: string; readonly glance: Glance } | undefined

/**
 * Makes a question to ask of texts: whether any of these words is in it, large or small. All questions are answered in one
 * look at a text, however many words there are; it is asked before anything dear is done with the text.
 */
export function mentionsAny(words: readonly string[]): (text: string) => boolean {
  const end = lastMention(words)
  return (text) => end(text) > 0
}

/** The same; the answer is where the last of them ends, 0 where there is none. */
export function lastMention(words: readonly string[]): (text: string) => number {
  const group = groups.push(words.flatMap(asWritten)) - 1
  finder = undefined
  last = undefined
  return (text) => glanceAt(text).ends(group)
}

/** `get (` is written for `get(`, too. */
function asWritten(word: string): string[] {
  const small = word.toLowerCase()
  return small.endsWith('(') ? [small, `${small.slice(0, -1)} (`] : [small]
}

/** How many lines of a text hold more than white space. */
export const linesIn = (text: string): number => glanceAt(text).lines

function glanceAt(text: string): Glance {
  if (last?.text === text) return last.glance
  charactersSeen += text.length
  if (charactersSeen > fewCharacters) finder ??= new Finder(groups)
  last = { text, glance: finder?.look(text) ?? lookForEach(text) }
  return last.glance
}

/** Looks for the words of a group when it asks. */
function lookForEach(text: string): Glance {
  // Small as the finder has them: what is no ASCII is in no word.
  const small = Buffer.from(asBytes(text).subarray(0, text.length)).toString('latin1').toLowerCase()
  const end = (word: string): number => {
    const at = small.lastIndexOf(word)
    return at < 0 ? 0 : at + word.length
  }
  return { lines: countLines(text), ends: (group) => Math.max(0, ...(groups[group] ?? []).map(end)) }
}

/** Looks for many words at once, after Aho and Corasick (1975): each character leads from one state to the next. */
class Finder {
  readonly #groups: number
  readonly #alphabet: Alphabet
  /** A row for each state, in it for each letter where the next row begins: below zero where words end in that state. */
  readonly #next: Int32Array
  /** The groups of the words that end in a state, by its number. */
  readonly #found: readonly (readonly number[])[]

  constructor(words: readonly (readonly string[])[]) {
    this.#groups = words.length
    this.#alphabet = alphabetOf(words.flat())
    const { next, found } = transitions(words, this.#alphabet)
    const { size } = this.#alphabet
    this.#found = found
    this.#next = new Int32Array(next.length)
    for (let at = 0; at < next.length; at++) {
      const state = next[at] ?? 0
      this.#next[at] = (found[state]?.length ? -state : state) * size
    }
  }

  look(text: string): Glance {
    const { letterOf, size } = this.#alphabet
    const next = this.#next
    const ends = new Uint32Array(this.#groups)
    const bytes = asBytes(text)
    let row = 0
    for (let at = 0; at < text.length; at++) {
      row = next[row + (letterOf[bytes[at] ?? 0] ?? 0)] ?? 0
      if (row >= 0) continue
      row = -row
      for (const group of this.#found[row / size] ?? []) ends[group] = at + 1
    }
    return { lines: countLines(text), ends: (group) => ends[group] ?? 0 }
  }
}

/** The characters that words are made of, small and large ones the same: fewer make the table fit into a processor. */
interface Alphabet {
  /** By the code of a character; 0 for what is in no word. */
  readonly letterOf: Uint8Array
  /** How many letters there are, with the one that is in no word. */
  readonly size: number
}

function alphabetOf(words: readonly string[]): Alphabet {
  const letterOf = new Uint8Array(ascii)
  const all = new Set(words.flatMap((word) => [...word]))
  for (const [index, character] of [...all].entries()) {
    letterOf[character.charCodeAt(0)] = index + 1
    letterOf[character.toUpperCase().charCodeAt(0)] = index + 1
  }
  return { letterOf, size: all.size + 1 }
}

/** For each state (a row) and letter the next state, and for each state the groups of which a word ends there. */
function transitions(
  words: readonly (readonly string[])[],
  { letterOf, size }: Alphabet,
): { readonly next: Uint16Array; readonly found: number[][] } {
  const children: Map<number, number>[] = [new Map()]
  const found: number[][] = [[]]
  for (const [group, members] of words.entries()) {
    for (const word of members) {
      let state = 0
      for (let at = 0; at < word.length; at++) {
        const letter = letterOf[word.charCodeAt(at)] ?? 0
        let child = children[state]?.get(letter)
        if (child === undefined) {
          child = children.push(new Map()) - 1
          found.push([])
          children[state]?.set(letter, child)
        }
        state = child
      }
      found[state]?.push(group)
    }
  }
  const next = new Uint16Array(children.length * size)
  const fall = new Uint16Array(children.length)
  const queue = [0]
  for (let index = 0; index < queue.length; index++) {
    const state = queue[index] ?? 0
    const back = fall[state] ?? 0
    // What ends a longer word is found with it.
    if (state !== 0) found[state]?.push(...(found[back] ?? []))
    if (state !== 0) next.copyWithin(state * size, back * size, (back + 1) * size)
    for (const [letter, child] of children[state] ?? []) {
      fall[child] = next[state * size + letter] ?? 0
      next[state * size + letter] = child
      queue.push(child)
    }
  }
  return { next, found }
}

/** Room for the bytes of a text, used again for each. */
let room = Buffer.allocUnsafeSlow(1 << 18)

/** A byte for each character, 0 for what is no ASCII: looking at bytes takes half as long. Good until the next text. */
function asBytes(text: string): Uint8Array {
  // Three bytes are the most that a character of a text takes.
  if (room.length < 3 * text.length) room = Buffer.allocUnsafeSlow(3 * text.length)
  if (room.write(text, 'utf8') === text.length) return room
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    room[at] = code < ascii ? code : 0
  }
  return room
}

/** How many lines hold more than white space. */
function countLines(text: string): number {
  let lines = 0
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) <= space) continue
    lines++
    const end = text.indexOf('\n', at)
    if (end < 0) break
    at = end
  }
  return lines
}
