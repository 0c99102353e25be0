/** Thrown where a text is not as plain as this reader knows; the library then reads all of it. */
export class NotPlain extends Error {}

/** One for all: to note where it was thrown would take longer than to read the file. */
const thrown = new NotPlain()

export const notPlain = (): never => {
  throw thrown
}

export const space = 32
export const hash = 35
export const colon = 58
export const lineFeed = 10

/** Behind the spaces that stand at a place. */
export function pastSpaces(text: string, start: number): number {
  let at = start
  while (text.charCodeAt(at) === space) at++
  return at
}

/** What a plain scalar may not begin with, or not without being looked at more closely. */
const indicators = new Set([...'!&*%@`|>"\'#,[]{}'])
const indicatorsBeforeSpace = new Set([...'-?:'])

/** Whether a plain scalar can begin here. `end` is where its line ends. */
export function beginsPlain(text: string, at: number, end: number): boolean {
  const sign = text.charAt(at)
  if (indicators.has(sign)) return false
  return !indicatorsBeforeSpace.has(sign) || (at + 1 < end && text.charCodeAt(at + 1) !== space)
}

const looksTyped = /^(?:[-+.~\d]|[nN]ull$|NULL$|[tT]rue$|TRUE$|[fF]alse$|FALSE$)/
const nothing = /^(?:~|[nN]ull|NULL)$/
const truth = /^(?:[tT]rue|TRUE)$/
const falsehood = /^(?:[fF]alse|FALSE)$/
const integer = /^(?:[-+]?\d+|0x[\da-fA-F]+)$/
const real = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/
const odd = /^(?:0o[0-7]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/

/** What a plain scalar stands for in the core schema of YAML 1.2. */
export function plainValue(text: string): unknown {
  if (!looksTyped.test(text)) return text
  if (nothing.test(text)) return null
  if (truth.test(text)) return true
  if (falsehood.test(text)) return false
  if (integer.test(text) || real.test(text)) return Number(text)
  return odd.test(text) ? notPlain() : text
}

/** Where the text ends that is quoted here, behind its last quote. */
export function quotedEnd(text: string, start: number, end: number): number {
  const quote = text.charAt(start)
  for (let at = start + 1; at < end; at++) {
    const sign = text.charAt(at)
    if (sign === '\n') break
    if (sign === '\\' && quote === '"') at++
    else if (sign === quote) {
      if (quote === '"' || text.charAt(at + 1) !== quote) return at + 1
      at++
    }
  }
  // Over more than one line.
  return notPlain()
}

/** What stands between quotes. */
export function quotedValue(written: string): string {
  const inside = written.slice(1, -1)
  if (written.startsWith("'")) return inside.includes("'") ? inside.replaceAll("''", "'") : inside
  if (!inside.includes('\\')) return inside
  // Escapes that JSON has as well mean the same there.
  if (!/^(?:[^\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*$/.test(inside)) return notPlain()
  return JSON.parse(written) as string
}
