import type { Point } from './place.ts'
import { round } from './shapes.ts'

/**
 * A line without corners that leaves and reaches every point level, so that it flows with the layers; where it turns
 * back, upright.
 */
export function curve(points: readonly Point[]): string {
  const turns = points.map(({ x }, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    return before !== undefined && after !== undefined && (x - before.x) * (after.x - x) < 0
  })
  return points
    .map((point, index) => {
      const last = points[index - 1]
      if (last === undefined) return `M${at(point)}`
      if (Math.abs(last.y - point.y) < 0.5) return `L${at(point)}`
      const middle = { x: (last.x + point.x) / 2, y: (last.y + point.y) / 2 }
      const leave = turns[index - 1] ? { x: last.x, y: middle.y } : { x: middle.x, y: last.y }
      const reach = turns[index] ? { x: point.x, y: middle.y } : { x: middle.x, y: point.y }
      return `C${at(leave)} ${at(reach)} ${at(point)}`
    })
    .join('')
}

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
