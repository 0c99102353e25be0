import { likelySecretWord, secretForm } from '../products/secret-words.ts'

/** What a line of a file becomes before it is shown, and where the columns of the line are in it. */
export interface MaskedLine {
  readonly text: string
  /** From a column of the line to the one in `text`; both count from 1. */
  columnOf(column: number): number
}

/** From an index of the line to before another. */
type Range = readonly [from: number, to: number]

/** Where nothing is lost by it, what may be the name of a secret counts as well. */
const maybeSecret = `(?:${likelySecretWord}|authorization|auth)`
/** A literal, or a word that neither calls nor reads anything. */
const value = String.raw`("[^"]*"|'[^']*'|\`[^\`]*\`|(?!=|(?:process|os|env|config|settings|self|this)\b)[^\s"'\`,;&(){}[\]<>$]+(?![\w.]*[([]))`
const patterns: readonly RegExp[] = [
  // User and password of an address, which may hold another @, and what it is asked with.
  /:\/\/([^\s/?#'"`]*)@/dg,
  /(?:^|[\s"'`])([^\s"'`@/]+:[^\s"'`@]+)@(?:tcp|unix)?\(/dg,
  /:\/\/[^\s'"`?#]*[?#]([^\s'"`<>)]+)/dg,
  // A name that says what it is, and its value.
  new RegExp(String.raw`[\w.:-]*${maybeSecret}[\w.-]*["']?\]?\s*(?:=>|:=|[:=]|,\s*["']?value["']?:)\s*${value}`, 'gid'),
  new RegExp(String.raw`\b(?:ENV|ARG)\s+\w*${maybeSecret}\w*[\s=]+${value}`, 'gid'),
  new RegExp(String.raw`--?[\w-]*${maybeSecret}[\w-]*[\s=]+${value}`, 'gid'),
  /(?:^|\s)--?key[\s=]+([^\s"'$]+)/dg,
  /\b(?:Bearer|Basic)\s+([\w+/=.~-]+)/dg,
  /(?:IDENTIFIED\s+BY|PASSWORD)\s+('[^']*')/dgi,
  new RegExp(`(${secretForm})`, 'dg'),
]
/** In a Secret of Kubernetes, the value of a key. */
const encoded = /^\s*["']?[\w.-]+["']?:\s*["']?([A-Za-z\d+/]{8,}={0,2})["']?\s*$/dg
/** Calls that are handed a login word by word. */
const connects = /connect|PDO|login|credential|auth|DataSource|DriverManager|passw/i
const words = /"([^"\s:/=]*)"|'([^'\s:/=]*)'/dg
/** Files in which every value is a setting that may be secret. */
const isSettings = (file: string): boolean =>
  /(?:^|\/)(?:\.env[\w.-]*|[\w.-]+\.env|\.npmrc|\.netrc|\.pgpass)$/.test(file)

/** A line without what may be secret in it; what stands at the place that is spoken of stays, unless it is. */
export function maskedLine(line: string, { file = '', column = 0, before = '' } = {}): MaskedLine {
  const found = patterns.flatMap((pattern) => rangesOf(line, pattern))
  if (connects.test(line)) {
    const isSpokenOf = ([from, to]: Range): boolean => from <= column && column - 1 <= to
    found.push(...rangesOf(line, words).filter((range) => !isSpokenOf(range)))
  }
  if (/\.ya?ml$/.test(file)) found.push(...rangesOf(line, encoded).filter(hidesLogin(line)))
  if (isSettings(file)) found.push(...rangesOf(line, /^[^#=]*=\s*(?!\S*:\/\/)(.+)$/dg))
  // The value of a variable, on the line below its name.
  if (new RegExp(String.raw`name:\s*["']?\w*${maybeSecret}`, 'i').test(before)) {
    found.push(...rangesOf(line, /^\s*value:\s*(.+)$/dg))
  }
  return replaced(line, joined(found))
}

/** Base64 of an address with a login, or of settings one by one. */
const hidesLogin =
  (line: string) =>
  ([from, to]: Range): boolean =>
    /^[\x20-\x7e\s]*[@=][\x20-\x7e\s]*$/.test(Buffer.from(line.slice(from, to), 'base64').toString('utf8'))

const rangesOf = (line: string, pattern: RegExp): Range[] =>
  [...line.matchAll(pattern)].flatMap(({ indices = [] }) =>
    indices.slice(1).flatMap((range): Range[] => {
      if (range === undefined) return []
      const [from, to] = range
      const isQuoted = /["'`]/.test(line[from] ?? '') && line[from] === line[to - 1] && to - from > 1
      return isQuoted ? [[from + 1, to - 1]] : [[from, to]]
    }),
  )

/** In order, those that touch as one. */
function joined(ranges: readonly Range[]): Range[] {
  const whole: [number, number][] = []
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = whole.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else if (to > from) whole.push([from, to])
  }
  return whole
}

function replaced(line: string, ranges: readonly Range[]): MaskedLine {
  let [text, done] = ['', 0]
  for (const [from, to] of ranges) {
    text += `${line.slice(done, from)}***`
    done = to
  }
  const columnOf = (column: number): number => {
    let shift = 0
    for (const [from, to] of ranges) {
      if (column - 1 >= to) shift += 3 - (to - from)
      else if (column - 1 > from) return from + 1 + shift
    }
    return column + shift
  }
  return { text: text + line.slice(done), columnOf }
}
