import { present } from '../present.ts'

interface Word {
  readonly value: string
}

/** A name, or the path of a table that says what is behind which. */
const name = /^(?:[A-Za-z_]\w*|\/[\w/:*.-]*)$/
/** How far before its value a constant's name can stand: `const CART: &'static str =`. */
const longestType = 6

/** Members that hold an address, of whatever the object around them is about. */
const vague =
  /^(?:(?:base|service|target|api|internal)?_?(?:ur[il]|host|addr(?:ess)?|endpoint)|target|upstream|destination)$/i

/** What code keeps a value under. */
interface Kept {
  readonly constant: string
  readonly member?: true
  /** What the object is about that a vague member is of: `auth` of `auth: { url: … }`. */
  readonly holder?: string
}

/**
 * The constant, variable or member that a value is given to: `const CART = `, `val cart: String = `, `cart := `,
 * `cart: 'http://…'` of an object. An argument that is passed by its name is none.
 */
export function keptUnder(tokens: readonly Word[], last: number): Kept | undefined {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const index = firstChoice(tokens, last)
  const sign = value(index - 1)
  if (!/^(?::?=|:|=>)$/.test(sign)) return undefined
  const at = sign === '=' ? beforeType(tokens, index - 2) : index - 2
  const named = unquoted(value(at))
  if (!name.test(named)) return undefined
  // `client(base="…")`; members of an object stand behind commas as well.
  if (sign === '=') return /^[(,]$/.test(value(at - 1)) ? undefined : { constant: named }
  if (sign === ':=') return { constant: named }
  return { constant: named, member: true, ...present({ holder: vague.test(named) ? holderOf(tokens, at) : undefined }) }
}

/** How many words may stand before a value that is there for where they hold none. */
const longestChoice = 24

/** Where a choice begins whose last part a value is: `window.CART || window.env.CART || 'http://…'`. */
function firstChoice(tokens: readonly Word[], last: number): number {
  if (!/^(?:\|\||\?\?)$/.test(tokens[last - 1]?.value ?? '')) return last
  let at = last - 1
  while (at > last - longestChoice && /^(?:\|\||\?\?|\?\.|\.|[\w$]+)$/.test(tokens[at - 1]?.value ?? '')) at--
  return at
}

const unquoted = (text: string): string => text.replace(/^(["'`])(.*)\1$/, '$2')

/** How long an object may be that is looked through. */
const longestObject = 200
/** Members that say what a row of a table is about, and those that say at which path it is. */
const names = /^(?:name|service|service_?name|id|key)$/i
const paths = /^(?:path|route|prefix|context|path_?prefix|route_?prefix)$/i

/** What the object is called that a member is of; a row of a table as a member beside it says. */
function holderOf(tokens: readonly Word[], member: number): string | undefined {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const open = openingBefore(tokens, member)
  if (open === undefined) return undefined
  if (/^(?::|=|=>)$/.test(value(open - 1))) {
    const called = unquoted(value(value(open - 1) === '=' ? beforeType(tokens, open - 2) : open - 2))
    return name.test(called) && !called.startsWith('/') ? called : undefined
  }
  return (
    beside(tokens, open, names) ??
    beside(tokens, open, paths)
      ?.split('/')
      .find((step) => !/^(?:api|v\d+)?$/.test(step))
  )
}

/** The brace that opens the object around a word. */
function openingBefore(tokens: readonly Word[], index: number): number | undefined {
  let depth = 0
  for (let at = index - 1; at >= 0 && at > index - longestObject; at--) {
    const value = tokens[at]?.value ?? ''
    if (/^[\])}]$/.test(value)) depth++
    else if (/^[[({]$/.test(value) && depth-- === 0) return value === '(' ? undefined : at
  }
  return undefined
}

/** The text that an object has under a name. */
function beside(tokens: readonly Word[], open: number, called: RegExp): string | undefined {
  let depth = 0
  for (let at = open + 1; at < tokens.length && at < open + longestObject; at++) {
    const value = tokens[at]?.value ?? ''
    if (/^[[({]$/.test(value)) depth++
    else if (/^[\])}]$/.test(value) && depth-- === 0) return undefined
    else if (depth === 0 && called.test(unquoted(value)) && /^(?::|=>)$/.test(tokens[at + 1]?.value ?? ''))
      return name.exec(unquoted(tokens[at + 2]?.value ?? ''))?.[0]
  }
  return undefined
}

/** Back over a type that stands between the name and the sign: `: &'static str`, `string`. */
function beforeType(tokens: readonly Word[], end: number): number {
  for (let at = end; at > end - longestType; at--) {
    const value = tokens[at]?.value ?? ''
    if (value === ':') return at - 1
    if (!/^[\w&'<>?]+$/.test(value)) break
  }
  // Go: `const cart string = `.
  return tokens[end]?.value === 'string' && tokens[end - 1]?.value !== 'const' ? end - 1 : end
}
