import { isNode, type Pair, type YAMLMap } from 'yaml'
import { columnOf } from './lines.ts'
import { after, below, insert, rangeOf, type Splice } from './splice.ts'
import { block, inline, keyLike, type Style } from './style.ts'

/** Where and how an entry goes behind the others of a map. `blockColumn`: where an empty map's block stands, if it may be one. */
export function intoMap(
  text: string,
  map: YAMLMap,
  [key, value]: readonly [key: string, value: unknown],
  style: Style,
  blockColumn: number | undefined,
): Splice | undefined {
  const [start, end] = map.range ?? [0, 0]
  const last = map.items.at(-1)
  if (map.flow && last === undefined) {
    if (text.slice(start + 1, end - 1).trim() !== '') return undefined
    if (blockColumn === undefined) return { from: start, to: end, text: JSON.stringify({ [key]: value }) }
    return below(text, [start, end], block({ [key]: value }, blockColumn, style), style.newline)
  }
  const node = last && (isNode(last.value) ? last.value : last.key)
  if (!isNode(node)) return undefined
  if (map.flow) return intoFlow(text, map, node, `${inline(keyLike(key, map))}: ${JSON.stringify(value)}`)
  const column = columnOf(text, start)
  const lines = block(new Map([[keyLike(key, map), value]]), column, style)
  const isSpaced = hasEmptyLineBefore(text, map.items.slice(1))
  return after(text, node, isSpaced ? style.newline + lines : lines, style.newline, column)
}

/** Into `{a: 1}`, on a line of its own where the last one has one. */
function intoFlow(text: string, map: YAMLMap, last: unknown, entry: string): Splice | undefined {
  const end = rangeOf(last)?.[1]
  const gap = /\s*$/.exec(text.slice(0, rangeOf(map.items.at(-1)?.key)?.[0]))?.[0] ?? ''
  return end === undefined ? undefined : insert(end, `,${gap.includes('\n') ? gap : ' '}${entry}`)
}

/** Whether the entries of a map stand apart from each other. */
function hasEmptyLineBefore(text: string, pairs: readonly Pair[]): boolean {
  const isApart = ({ key }: Pair): boolean => {
    const before = text.slice(0, rangeOf(key)?.[0] ?? 0).replace(/(?:\n[ \t]*#[^\n]*)*\n[ \t]*$/, '\n')
    return /\n[ \t]*\r?\n$/.test(before)
  }
  return pairs.length > 0 && pairs.every(isApart)
}
