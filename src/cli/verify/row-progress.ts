import type { Row } from '../../verify/row.ts'
import type { Progress, RowResult } from '../../verify/run-rows.ts'
import type { Screen } from '../terminal/screen.ts'

/** Tells on a terminal which rows are being looked at; says nothing elsewhere. */
export function rowProgress(screen: Screen, count: number): Progress & { clear(): void } {
  const now = new Set<string>()
  let done = 0
  const draw = (): void => {
    if (!screen.isTerminal) return
    screen.wipeLine()
    screen.write(`${screen.color.cyan(`${done}/${count}`)} ${[...now].join(', ')}`)
  }
  return {
    started({ name }: Row) {
      now.add(name)
      draw()
    },
    ended({ row }: RowResult) {
      now.delete(row.name)
      done += 1
      draw()
    },
    clear() {
      if (screen.isTerminal) screen.wipeLine()
    },
  }
}
