import { layered } from './layered.ts'
import type { Arrangement, Box, Link, Part, Point } from './place.ts'

/** Between two pieces that have no link. */
const gap = 28
/** As wide as a screen is for its height. */
const proportion = 1.7

/** Each piece that hangs together in layers, and the pieces on shelves, the highest first: no long column of what stands alone. */
export function packed(
  parts: readonly Part[],
  links: readonly Link[],
  gaps: { layers: number; parts: number },
): Arrangement {
  const pieces = componentsOf(parts, links)
    .map(([some, theirs]) => layered(some, theirs, gaps))
    .sort((a, b) => b.height - a.height || b.width - a.width)
  const area = pieces.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
  const limit = Math.max(Math.sqrt(area * proportion), ...pieces.map(({ width }) => width))
  const boxes = new Map<string, Box>()
  const lines = new Map<number, readonly Point[]>()
  let [x, y, shelf, width] = [0, 0, 0, 0]
  for (const piece of pieces) {
    if (x > 0 && x + piece.width > limit) [x, y, shelf] = [0, y + shelf + gap, 0]
    for (const [id, box] of piece.boxes) boxes.set(id, moved(box, x, y))
    for (const [id, points] of piece.lines)
      lines.set(
        id,
        points.map((point) => moved(point, x, y)),
      )
    width = Math.max(width, x + piece.width)
    shelf = Math.max(shelf, piece.height)
    x += piece.width + gap
  }
  return { width, height: y + shelf, boxes, lines }
}

/** The same thing further to the right and down. */
export const moved = <Thing extends Point>(thing: Thing, x: number, y: number): Thing => ({
  ...thing,
  x: thing.x + x,
  y: thing.y + y,
})

/** Parts that links join, with those links; in the order of the parts. */
function componentsOf(parts: readonly Part[], links: readonly Link[]): [Part[], Link[]][] {
  const root = new Map(parts.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    const up = root.get(id) ?? id
    if (up === id) return id
    const top = find(up)
    root.set(id, top)
    return top
  }
  for (const { from, to } of links) root.set(find(from), find(to))
  const found = new Map<string, [Part[], Link[]]>()
  for (const part of parts) {
    const top = find(part.id)
    const component = found.get(top) ?? [[], []]
    component[0].push(part)
    found.set(top, component)
  }
  for (const link of links) found.get(find(link.from))?.[1].push(link)
  return [...found.values()]
}
