import { attach } from './attach.ts'
import type { Arrangement, Box, Link, Part, Point } from './place.ts'

/** Between columns, where lines run; and between two parts of one. Many parts have many lines. */
const gapOf = (count: number): { columns: number; parts: number } =>
  count > 8 ? { columns: 150, parts: 60 } : { columns: 90, parts: 40 }
/** As wide as a screen is for its height. */
const proportion = 1.6

/**
 * Large parts in columns that fill a screen: those that use others to the left, those that are used to the right. Layers
 * would be as many as the longest row of parts, which for forty frames is a picture that nobody can see as a whole.
 */
export function inColumns(parts: readonly Part[], links: readonly Link[]): Arrangement {
  const ordered = byDirection(parts, links)
  const tries = ordered
    .map((_, index) => stand(ordered, index + 1))
    .filter(({ columns }, index) => columns === index + 1)
  const scale = ({ width, height }: Standing): number => Math.max(width / proportion, height)
  const [first, ...others] = tries
  if (first === undefined) return { width: 0, height: 0, boxes: new Map(), lines: new Map() }
  const { boxes, width, height } = others.reduce((best, next) => (scale(next) < scale(best) ? next : best), first)
  return {
    width,
    height,
    boxes,
    lines: attach(boxes, links, besideColumns(boxes, links, gapOf(parts.length).columns / 3)),
  }
}

/** By how much more they use than they are used, weighed by their links. */
function byDirection(parts: readonly Part[], links: readonly Link[]): Part[] {
  const balance = (id: string): number => {
    const [out, into] = [links.filter(({ from }) => from === id).length, links.filter(({ to }) => to === id).length]
    return out + into === 0 ? -2 : (out - into) / (out + into)
  }
  const balances = new Map(parts.map(({ id }) => [id, balance(id)]))
  return [...parts].sort((a, b) => (balances.get(b.id) ?? 0) - (balances.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1))
}

interface Standing {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly boxes: ReadonlyMap<string, Box>
}

/** In at most so many columns of about one height. */
function stand(parts: readonly Part[], count: number): Standing {
  const gap = gapOf(parts.length)
  const total = parts.reduce((sum, { height }) => sum + height + gap.parts, 0)
  const limit = Math.max(total / count, ...parts.map(({ height }) => height))
  const columns: Part[][] = []
  let left = 0
  for (const part of parts) {
    const column = columns.at(-1)
    if (column === undefined || left + part.height / 2 > limit) {
      columns.push([part])
      left = 0
    } else column.push(part)
    left += part.height + gap.parts
  }
  const heights = columns.map((column) => column.reduce((sum, { height }) => sum + height + gap.parts, -gap.parts))
  const height = Math.max(...heights)
  const boxes = new Map<string, Box>()
  let x = 0
  for (const [index, column] of columns.entries()) {
    const width = Math.max(...column.map((part) => part.width))
    let y = (height - (heights[index] ?? 0)) / 2
    for (const part of column) {
      boxes.set(part.id, { ...part, x: x + width / 2, y: y + part.height / 2 })
      y += part.height + gap.parts
    }
    x += width + gap.columns
  }
  return { width: x - gap.columns, height, columns: columns.length, boxes }
}

/** A line between two parts of one column runs beside it. */
function besideColumns(
  boxes: ReadonlyMap<string, Box>,
  links: readonly Link[],
  beside: number,
): Map<number, readonly Point[]> {
  return new Map(
    links.flatMap(({ id, from, to }) => {
      const [a, b] = [boxes.get(from), boxes.get(to)]
      if (a === undefined || b === undefined || a.x !== b.x) return []
      return [[id, [{ x: a.x + Math.max(a.width, b.width) / 2 + beside, y: (a.y + b.y) / 2 }]]]
    }),
  )
}
