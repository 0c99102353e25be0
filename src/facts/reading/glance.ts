/** What one look at a text shows. */
interface Glance {
  /** How many lines hold more than white space. */
  readonly lines: number
  /** By the number of a group: where the last of its words ends, 0 where there is none. */
  readonly ends: Uint32Array
}

// Each by itself: such numbers the bundler puts in where they are used, and those of a list are looked up at each step.
const space = 32
const letters = 128
const smallA = 97
const smallZ = 122
const caseStep = 32

/** Words by the groups that ask for them, small. */
const groups: string[][] = []
let finder: Finder | undefined
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
  const group = groups.push(words.map((word) => word.toLowerCase())) - 1
  finder = undefined
  return (text) => glanceAt(text).ends[group] ?? 0
}

/** How many lines of a text hold more than white space. */
export const linesIn = (text: string): number => glanceAt(text).lines

function glanceAt(text: string): Glance {
  if (last?.text === text && finder) return last.glance
  finder ??= new Finder(groups)
  last = { text, glance: finder.look(text) }
  return last.glance
}

/** Looks for many words at once, after Aho and Corasick (1975): each character leads from one state to the next. */
class Finder {
  readonly #groups: number
  readonly #next: Uint16Array
  /** What is found when a state is reached, by its number. */
  readonly #found: (readonly number[] | undefined)[]

  constructor(words: readonly (readonly string[])[]) {
    this.#groups = words.length
    const children: Map<number, number>[] = [new Map()]
    const found: number[][] = [[]]
    for (const [group, members] of words.entries()) {
      for (const word of members) {
        let state = 0
        for (let at = 0; at < word.length; at++) {
          const code = word.charCodeAt(at)
          let child = children[state]?.get(code)
          if (child === undefined) {
            child = children.push(new Map()) - 1
            found.push([])
            children[state]?.set(code, child)
          }
          state = child
        }
        found[state]?.push(group)
      }
    }
    this.#next = transitions(children, found)
    this.#found = found.map((ids) => (ids.length > 0 ? ids : undefined))
  }

  look(text: string): Glance {
    const [next, all] = [this.#next, this.#found]
    const ends = new Uint32Array(this.#groups)
    let state = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      state = code < letters ? (next[state * letters + code] ?? 0) : 0
      if (state === 0) continue
      const here = all[state]
      if (here !== undefined) for (const group of here) ends[group] = at + 1
    }
    return { lines: countLines(text), ends }
  }
}

/** Where each character leads from each state; adds to `found` what ends there as the end of a longer word. */
function transitions(children: readonly ReadonlyMap<number, number>[], found: number[][]): Uint16Array {
  const next = new Uint16Array(children.length * letters)
  const fall = new Uint16Array(children.length)
  const queue = [0]
  for (let index = 0; index < queue.length; index++) {
    const state = queue[index] ?? 0
    const back = fall[state] ?? 0
    if (state !== 0) found[state]?.push(...(found[back] ?? []))
    if (state !== 0) next.copyWithin(state * letters, back * letters, (back + 1) * letters)
    for (const [code, child] of children[state] ?? []) {
      const at = state * letters + code
      fall[child] = next[at] ?? 0
      next[at] = child
      if (code >= smallA && code <= smallZ) next[at - caseStep] = child
      queue.push(child)
    }
  }
  return next
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
