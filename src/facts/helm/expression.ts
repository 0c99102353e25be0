/** An expression of a Go template. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: unknown }
  /** `.a.b` of the context, `$x.a` of a variable. */
  | { readonly kind: 'path'; readonly of: string | Expression; readonly steps: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** `$x := y` in brackets: the value, which a variable is given on the way. */
  | { readonly kind: 'let'; readonly name: string; readonly value: Expression }

const token =
  /\s*(?:("(?:\\.|[^"\\])*")|(`[^`]*`)|('(?:\\.|[^'\\])')|(-?(?:0x[\da-fA-F.]+(?:p[-+]?\d+)?|\d+(?:\.\d+)?))|([()|,]|:?=)|((?:\$\w*|\.)?[\w.]*|\$))/y

/** Stands before a path that belongs to the bracket before it. */
const joined = '@'

/** Reads `a b | c (d .e)`. Throws an Error where it is none. */
export function parseExpression(code: string): Expression {
  const words = wordsOf(code)
  let at = 0

  function pipeline(): Expression {
    const [name, sign] = words.slice(at, at + 2)
    if (name?.startsWith('$') && (sign === ':=' || sign === '=')) {
      at += 2
      return { kind: 'let', name, value: pipeline() }
    }
    let value = command()
    while (words[at] === '|') {
      at++
      // Helm 2 took a bar with nothing behind it.
      if (at === words.length) break
      const next = command()
      if (next.kind !== 'call') throw new Error(`"${code}" hands a value to what takes none`)
      value = { ...next, arguments: [...next.arguments, value] }
    }
    return value
  }

  function command(): Expression {
    const first = words[at]
    if (first !== undefined && /^[A-Za-z_]\w*$/.test(first) && !/^(?:true|false|nil)$/.test(first)) {
      at++
      const given: Expression[] = []
      while (at < words.length && words[at] !== ')' && words[at] !== '|') given.push(operand())
      return { kind: 'call', name: first, arguments: given }
    }
    const value = operand()
    // `.Files.Get "x"`, `.Capabilities.APIVersions.Has "y"`: a method, with what it is given.
    const given: Expression[] = []
    while (at < words.length && words[at] !== ')' && words[at] !== '|') given.push(operand())
    return given.length === 0 ? value : { kind: 'call', name: 'method', arguments: [value, ...given] }
  }

  function operand(): Expression {
    const word = words[at++]
    if (word === undefined) throw new Error(`"${code}" ends too early`)
    if (word === '(') {
      const value = pipeline()
      if (words[at++] !== ')') throw new Error(`"${code}" lacks a bracket`)
      const next = words[at]
      if (!next?.startsWith(joined)) return value
      at++
      return { kind: 'path', of: value, steps: stepsOf(next.slice(joined.length)) }
    }
    if (word.startsWith('"')) return { kind: 'literal', value: textOf(word) }
    if (/^[`']/.test(word)) return { kind: 'literal', value: word.slice(1, -1) }
    if (/^-?\d/.test(word)) return { kind: 'literal', value: numberOf(word) }
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' }
    if (word === 'nil') return { kind: 'literal', value: undefined }
    const [, variable, path = ''] = /^(\$\w*)?(.*)$/.exec(word) ?? []
    if (variable !== undefined || word.startsWith('.'))
      return { kind: 'path', of: variable ?? '.', steps: stepsOf(path) }
    return { kind: 'call', name: word, arguments: [] }
  }

  const value = pipeline()
  if (at < words.length) throw new Error(`"${code}" goes on after its end`)
  return value
}

/** Go knows numbers of base 16 with a power of two behind: `0x1p20`. */
function numberOf(word: string): number {
  const [, whole, power] = /^(-?0x[\da-f]+)p([-+]?\d+)$/i.exec(word) ?? []
  return whole === undefined ? Number(word) : Number(whole) * 2 ** Number(power)
}

/** What a text of Go in double quotes says: JSON knows neither its numbers of characters nor a sign for the bell. */
const textOf = (word: string): string => {
  const known = word.replace(/\\(\\|"|[0-7]{3}|x[\da-fA-F]{2}|[\s\S])/g, (whole, sign: string) => {
    if (/^[0-7]{3}$/.test(sign)) return escaped(Number.parseInt(sign, 8))
    if (/^x../.test(sign)) return escaped(Number.parseInt(sign.slice(1), 16))
    if (sign === 'a') return escaped(7)
    if (sign === 'v') return escaped(11)
    return sign === "'" ? sign : whole
  })
  return JSON.parse(known)
}

const escaped = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`

const stepsOf = (path: string): string[] => path.split('.').filter(Boolean)

function wordsOf(code: string): string[] {
  const words: string[] = []
  token.lastIndex = 0
  for (const text = code.trim(); token.lastIndex < text.length; ) {
    const start = token.lastIndex
    const word = token
      .exec(text)
      ?.slice(1)
      .find((group) => group !== undefined)
    if (word === undefined || word === '' || token.lastIndex === start) throw new Error(`"${code}" is not understood`)
    // `(dict).a` is one operand, `(dict) .a` are two.
    const isJoined = text[start] === '.' && words.at(-1) === ')'
    words.push(isJoined ? `${joined}${word}` : word)
  }
  token.lastIndex = 0
  return words
}
