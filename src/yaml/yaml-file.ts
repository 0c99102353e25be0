import type { LineCounter } from 'yaml'
import type { Place, Problem } from '../errors/problem.ts'

export type YamlPath = readonly (string | number)[]

export type Placed = Place & { readonly line: number; readonly column: number }

/** One document of a YAML file: its data, and where each value of it stands. */
export interface YamlDocument {
  /** Plain data, aliases and merge keys resolved. */
  readonly data: unknown
  /** Place of the value at a path; of the nearest ancestor that exists where there is none. */
  placeOf(path: YamlPath): Placed
  /** Place of the key itself, for messages about a key that should not be there. */
  placeOfKey(path: YamlPath): Placed
}

/** What a reader lets pass. */
export interface YamlLeniency {
  /** A key that stands twice in one map is no fault: the last holds. */
  readonly lastKeyWins?: boolean
}

export interface YamlFile {
  /** Empty documents (`---` with nothing behind it) are left out. */
  readonly documents: readonly YamlDocument[]
  readonly problems: readonly Problem[]
}

/** Lines longer than this are data that no one typed, and help nobody on a terminal. */
const longestSource = 300

/** Tells the place of an offset in a text. */
export function placeAt(text: string, file: string, lines: LineCounter, offset: number): Placed {
  const { line, col } = lines.linePos(Math.min(offset, text.length))
  const number = Math.max(line, 1)
  const start = lines.lineStarts[number - 1] ?? 0
  const source = text.slice(start, lines.lineStarts[number] ?? text.length).replace(/\r?\n$/, '')
  const place = { file, line: number, column: Math.max(col, 1) }
  return source.length > longestSource ? place : { ...place, source }
}
