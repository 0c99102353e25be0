import type { Box, Link, Point } from './place.ts'

/** One end of a link at a box, and the point that it comes from or goes to. */
interface End {
  readonly link: number
  readonly isStart: boolean
  readonly next: Point
}

/**
 * Lines with their ends on the left and right sides of the boxes, spread so that lines neither meet in one point nor cross
 * just before it. `bends` are the points between.
 */
export function attach(
  boxes: ReadonlyMap<string, Box>,
  links: readonly Link[],
  bends: ReadonlyMap<number, readonly Point[]>,
): Map<number, readonly Point[]> {
  const sides = new Map<string, End[]>()
  const add = (box: Box, end: End): void => {
    const side = `${end.next.x < box.x ? 'left' : 'right'} ${box.id}`
    sides.set(side, [...(sides.get(side) ?? []), end])
  }
  for (const { id, from, to } of links) {
    const [start, end] = [boxes.get(from), boxes.get(to)]
    if (start === undefined || end === undefined || start === end) continue
    const between = bends.get(id) ?? []
    add(start, { link: id, isStart: true, next: between[0] ?? end })
    add(end, { link: id, isStart: false, next: between.at(-1) ?? start })
  }
  const starts = new Map<number, Point>()
  const ends = new Map<number, Point>()
  for (const [side, all] of sides) {
    const [where = '', id = ''] = [side.slice(0, side.indexOf(' ')), side.slice(side.indexOf(' ') + 1)]
    const box = boxes.get(id)
    if (box === undefined) continue
    const x = box.x + (where === 'left' ? -box.width / 2 : box.width / 2)
    const step = Math.min(12, (box.height - 16) / all.length)
    all.sort((a, b) => a.next.y - b.next.y || a.link - b.link)
    for (const [index, { link, isStart }] of all.entries()) {
      const point = { x, y: box.y + (index - (all.length - 1) / 2) * step }
      ;(isStart ? starts : ends).set(link, point)
    }
  }
  return new Map(
    links.flatMap(({ id }) => {
      const [start, end] = [starts.get(id), ends.get(id)]
      return start && end ? [[id, [start, ...(bends.get(id) ?? []), end]] as const] : []
    }),
  )
}
