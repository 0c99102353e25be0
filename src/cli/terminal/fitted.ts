import { stripVTControlCharacters } from 'node:util'
import { table } from '../../report/table.ts'

/** Less than this for the last column is no help. */
const leastRoom = 24

/**
 * The rows of a table, titles first, as wide as the terminal: without columns that are `spare`, and of the names in the last
 * one as many as fit, such as `cart, orders +3`. All of them where no width is known.
 */
export function fitted(
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
  spare: readonly string[] = [],
): readonly (readonly string[])[] {
  let left = rows
  for (const title of spare) {
    if (roomBeside(left, width) >= leastRoom) break
    const column = left[0]?.findIndex((cell) => stripVTControlCharacters(cell) === title) ?? -1
    left = left.map((row) => row.filter((_, index) => index !== column))
  }
  const room = Math.max(12, roomBeside(left, width))
  return left.map((row) => [...row.slice(0, -1), shortList(row.at(-1) ?? '', room)])
}

function roomBeside(rows: readonly (readonly string[])[], width: number): number {
  const others = table(rows.map((row) => row.slice(0, -1))).split('\n')
  return width - Math.max(...others.map((line) => stripVTControlCharacters(line).length)) - 2
}

function shortList(text: string, room: number): string {
  const names = text.split(', ')
  for (let count = names.length; count > 0; count--) {
    const shown = names.slice(0, count).join(', ') + (count < names.length ? ` +${names.length - count}` : '')
    if (stripVTControlCharacters(shown).length <= room) return shown
  }
  return names.length > 1 ? `${names.length} names` : `${text.slice(0, room - 1)}…`
}
