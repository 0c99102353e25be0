import { isNode, type YAMLSeq } from 'yaml'
import { indentOf, lineStart } from './lines.ts'
import { after, below, insert, rangeOf, type Splice } from './splice.ts'
import { block, inline, type Style, scalarLike } from './style.ts'

export interface NewItem {
  readonly value: string
  /** Index of the item that it goes before; past the last one for the end. */
  readonly index: number
}

/** Where and how an item goes into a list. `blockColumn`: where an empty list's block stands, if it may be one. */
export function intoList(
  text: string,
  list: YAMLSeq,
  { value, index }: NewItem,
  style: Style,
  blockColumn: number | undefined,
): Splice | undefined {
  const item = inline(scalarLike(value, list.items))
  const [start, end] = list.range ?? [0, 0]
  if (list.flow && list.items.length === 0) {
    if (text.slice(start + 1, end - 1).trim() !== '') return undefined
    if (blockColumn === undefined) return { from: start, to: end, text: `[${item}]` }
    return below(text, [start, end], block([value], blockColumn, style), style.newline)
  }
  if (list.flow) return intoFlow(text, list, item, index)
  const dash = dashOf(list, 0) ?? start
  const line = `${indentOf(text, dash)}- ${item}`
  if (index === 0) return insert(lineStart(text, dash), line + style.newline)
  const previous = list.items[index - 1]
  const isLast = index === list.items.length
  return isNode(previous)
    ? after(text, previous, line, style.newline, isLast ? line.indexOf('-') : undefined)
    : undefined
}

/** Into `[a, b]`, with the gap that its items have between them. */
function intoFlow(text: string, list: YAMLSeq, item: string, index: number): Splice | undefined {
  const next = rangeOf(list.items[index])
  const last = rangeOf(list.items.at(-1))
  const gapBefore = (offset: number): string => {
    const gap = /\s*$/.exec(text.slice(0, offset))?.[0] ?? ''
    return gap.includes('\n') ? gap : ' '
  }
  if (next) return insert(next[0], `${item},${gapBefore(next[0])}`)
  return last && insert(last[1], `,${gapBefore(last[0])}${item}`)
}

/** Offset of the dash of an item, from the source token. */
function dashOf(list: YAMLSeq, index: number): number | undefined {
  const token = list.srcToken
  if (token?.type !== 'block-seq') return undefined
  return token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset
}
