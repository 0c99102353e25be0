import { type Document, isMap, isScalar, isSeq, Scalar, stringify, visit, type YAMLMap } from 'yaml'
import { columnOf, newlineOf } from './lines.ts'

/** How a document is laid out, for what is added to look like what is there. */
export interface Style {
  readonly newline: string
  /** Columns that a map stands in from its key. */
  readonly indent: number
  /** Lists stand in from their key too, not at its column. */
  readonly indentSeq: boolean
}

/** The layout of the first map and the first list of a document that show one. */
export function styleOf(text: string, document: Document.Parsed): Style {
  let indent: number | undefined
  let indentSeq: boolean | undefined
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !(isMap(value) || isSeq(value)) || value.flow || !key.range || !value.range) return
      const step = columnOf(text, value.range[0]) - columnOf(text, key.range[0])
      if (isMap(value) && step > 0) indent ??= step
      else if (isSeq(value)) indentSeq ??= step > 0
    },
  })
  return { newline: newlineOf(text), indent: indent ?? 2, indentSeq: indentSeq ?? true }
}

/** A value as lines of YAML, each `columns` in. */
export function block(value: unknown, columns: number, { newline, indent, indentSeq }: Style): string {
  const lines = stringify(value, { ...words, indent, indentSeq }).trimEnd()
  return lines.replace(/^(?=[^\r\n])/gm, ' '.repeat(columns)).replace(/\r?\n/g, newline)
}

/** A text as its siblings are written: in the quotes that all of them have, else in none if that can be. */
export function scalarLike(value: string, siblings: readonly unknown[]): Scalar {
  const scalar = new Scalar(value)
  const types = new Set(siblings.map((sibling) => (isScalar(sibling) ? sibling.type : undefined)))
  const [only] = types
  if (types.size === 1 && (only === Scalar.QUOTE_DOUBLE || only === Scalar.QUOTE_SINGLE)) scalar.type = only
  return scalar
}

/** A key as the other keys of its map are written. */
export function keyLike(key: string, map: YAMLMap): Scalar {
  return scalarLike(
    key,
    map.items.map((pair) => pair.key),
  )
}

/** A text or key as it stands within a line. */
export const inline = (scalar: Scalar): string => stringify(scalar, words).trimEnd()

/** Texts such as `on` are quoted, which readers of YAML 1.1 would take for something else. */
const words = { lineWidth: 0, compat: 'yaml-1.1' } as const
