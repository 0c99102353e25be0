import { isCollection, isNode, isPair, isScalar, type Node } from 'yaml'
import { commentsEnd, endOfLine } from './lines.ts'

/** Text that takes the place of a range of another. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Puts a text in at an offset. */
export const insert = (at: number, text: string): Splice => ({ from: at, to: at, text })

/** A text with one range of it replaced. */
export const splice = (text: string, { from, to, text: middle }: Splice): string =>
  text.slice(0, from) + middle + text.slice(to)

/** Start and end of a node's value, without what follows it on the line. */
export function rangeOf(node: unknown): readonly [number, number] | undefined {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined
}

/** New lines behind the last line of a node; with `commentIndent`, past the comments that belong to it. */
export function after(text: string, node: Node, lines: string, newline: string, commentIndent?: number): Splice {
  const [start, end] = rangeOf(node) ?? [0, 0]
  // The empty lines at the end of such a text are part of it.
  if (keepsEmptyLines(node)) return insert(end, lines + newline)
  const lastCharacter = start + text.slice(start, end).trimEnd().length
  const at = endOfLine(text, lastCharacter)
  return insert(commentIndent === undefined ? at : commentsEnd(text, at, commentIndent), newline + lines)
}

/** Takes out an empty value such as `[]` or `null` and puts lines below its line, whose comment stays. */
export function below(text: string, [from, to]: readonly [number, number], lines: string, newline: string): Splice {
  const gap = /[ \t]*$/.exec(text.slice(0, from))?.[0].length ?? 0
  const end = endOfLine(text, to)
  return { from: from - gap, to: end, text: text.slice(to, end) + newline + lines }
}

/** Whether a node ends in a block text such as `|+`. */
function keepsEmptyLines(node: unknown): boolean {
  if (isPair(node)) return keepsEmptyLines(node.value)
  if (isCollection(node)) return keepsEmptyLines(node.items.at(-1))
  if (!isScalar(node) || node.srcToken?.type !== 'block-scalar') return false
  return node.srcToken.props.some((prop) => prop.type === 'block-scalar-header' && prop.source.includes('+'))
}
