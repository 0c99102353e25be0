/** A part of code, with its offset. */
export interface Expression {
  readonly text: string
  readonly offset: number
}

/** How a language hands labels to a metric. */
export interface Giving {
  /** Ends before the bracket that holds labels; all of them are looked at. */
  readonly gives: RegExp
  /** Calls and literals inside of it that hold labels themselves. */
  readonly holders: RegExp
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The values of all labels that a text gives to metrics, each where it stands. */
export function labelsGiven(code: string, { gives, holders }: Giving): Expression[] {
  return [...code.matchAll(gives)].flatMap((match) => {
    const open = match.index + match[0].length
    return partsOf(code, open).flatMap((part) => valuesOf(code, part, holders))
  })
}

/** The value of `key: value` and its like, what lists and maps hold, the sides of `+`, and what is put into a text. */
function valuesOf(code: string, part: Expression, holders: RegExp): Expression[] {
  const inner = trimmed(part)
  const key = /^(?:["']?[\w.-]+["']?\s*(?::(?!:)|=>|=(?!=))|:\w+\s*=>|\[["'][\w.-]+["']\]\s*=)\s*(?=\S)/.exec(
    inner.text,
  )
  if (key) return valuesOf(code, shifted(inner, key[0].length), holders)
  const holder = new RegExp(`^(?:${holders.source})?\\s*(?=[([{])`).exec(inner.text)
  if (holder && (holder[0] !== '' || !inner.text.startsWith('('))) {
    return partsOf(code, inner.offset + holder[0].length).flatMap((each) => valuesOf(code, each, holders))
  }
  const holes = [...inner.text.matchAll(/(?<=^f["'].*)\{([\w.]+)\}|(?<=^[`"].*)[$#]\{([^{}]+)\}/g)]
  if (holes.length > 0)
    return holes.map((hole) => trimmed({ text: hole[1] ?? hole[2] ?? '', offset: inner.offset + hole.index }))
  const sum = /^(["'])[^"'\n]*\1\s*\+\s*(?=\S)/.exec(inner.text)
  return sum ? valuesOf(code, shifted(inner, sum[0].length), holders) : [inner]
}

/** What stands between commas in the bracket that opens at an offset. */
function partsOf(code: string, open: number): Expression[] {
  const parts: Expression[] = []
  const stack: string[] = []
  let start = open + 1
  // Nobody writes longer labels; a bracket that nothing closes ends nowhere.
  for (let at = open; at < Math.min(code.length, open + 2_000); at++) {
    const sign = code[at] ?? ''
    if (/["'`]/.test(sign)) at = endOfText(code, at)
    else if (sign === '<') at = endOfTypes(code, at)
    else if (closing[sign]) stack.push(closing[sign])
    else if (sign === stack.at(-1)) {
      stack.pop()
      if (stack.length === 0) return [...parts, { text: code.slice(start, at), offset: start }]
    } else if (sign === ',' && stack.length === 1) {
      parts.push({ text: code.slice(start, at), offset: start })
      start = at + 1
    }
  }
  return []
}

function endOfText(code: string, open: number): number {
  for (let at = open + 1; at < code.length; at++) {
    if (code[at] === '\\') at++
    else if (code[at] === code[open]) return at
  }
  return code.length
}

/** Commas between the types of `Pair<string, object>(…)` part nothing. */
function endOfTypes(code: string, open: number): number {
  const types = /<[\w\s,?.<>]{0,100}>(?=\s*[({])/y
  types.lastIndex = open
  return types.test(code) ? types.lastIndex - 1 : open
}

function trimmed({ text, offset }: Expression): Expression {
  return { text: text.trim(), offset: offset + (text.length - text.trimStart().length) }
}

const shifted = ({ text, offset }: Expression, by: number): Expression => ({
  text: text.slice(by),
  offset: offset + by,
})
