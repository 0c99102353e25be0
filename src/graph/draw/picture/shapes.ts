import type { Resource } from '../../graph.ts'
import { cellHeight } from './cells.ts'
import type { Box } from './place.ts'

export const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '')

export const rectangle = ({ x, y, width, height }: Box, corner: number, mark = ''): string =>
  `<rect${mark && ` class="${mark}"`} x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${corner}"/>`

/** A box's outline by what it stands for: what keeps data is a cylinder, what passes it on a lying one. */
export function outline(box: Box, kind: 'service' | Resource['kind']): string {
  if (kind === 'service') return rectangle(box, 8, 'shape')
  if (kind === 'external') return rectangle(box, cellHeight / 2, 'shape')
  const [left, right] = [box.x - box.width / 2, box.x + box.width / 2]
  const [top, bottom] = [box.y - box.height / 2, box.y + box.height / 2]
  const d =
    kind === 'broker'
      ? `M${round(left + 7)} ${round(top)}H${round(right - 7)}a7 ${round(box.height / 2)} 0 0 1 0 ${round(box.height)}H${round(left + 7)}a7 ${round(box.height / 2)} 0 0 1 0 ${round(-box.height)}a7 ${round(box.height / 2)} 0 0 1 0 ${round(box.height)}`
      : `M${round(left)} ${round(top + 6)}a${round(box.width / 2)} 6 0 0 1 ${round(box.width)} 0V${round(bottom - 6)}a${round(box.width / 2)} 6 0 0 1 ${round(-box.width)} 0V${round(top + 6)}a${round(box.width / 2)} 6 0 0 0 ${round(box.width)} 0`
  return `<path class="shape" d="${d}"/>`
}

/** A small cylinder, in a field of 10 × 12. */
export const storeSign = (x: number, y: number): string =>
  `<path class="sign" d="M${round(x)} ${round(y + 2.5)}a5 2.2 0 0 1 10 0v7a5 2.2 0 0 1 -10 0v-7a5 2.2 0 0 0 10 0"/>`
