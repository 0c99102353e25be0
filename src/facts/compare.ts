import type { At } from './fact.ts'

/** Order of texts by code unit: the same on every machine, whatever its language. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Order of places: by file, then line, then column. */
export const comparePlaces = (a: At, b: At): number =>
  compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column
