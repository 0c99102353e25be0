import { Chalk, type ChalkInstance, supportsColor, supportsColorStderr } from 'chalk'
import type { Paint } from '../../report/paint.ts'
import { wantsColor } from './wants-color.ts'

/** One of the two streams a program writes to, with the colours that it can show. */
export interface Screen {
  readonly color: ChalkInstance
  /** The same colours by meaning, for reports. */
  readonly paint: Paint
  readonly isTerminal: boolean
  /** Columns of the terminal, 80 where there is none. */
  readonly width: number
  write(text: string): void
}

const known = new Map<NodeJS.WriteStream, Screen>()

export function screenFor(stream: NodeJS.WriteStream): Screen {
  const screen = known.get(stream) ?? newScreen(stream)
  known.set(stream, screen)
  return screen
}

function newScreen(stream: NodeJS.WriteStream): Screen {
  const isTerminal = stream.isTTY === true
  const support = stream === process.stderr ? supportsColorStderr : supportsColor
  const level = wantsColor(() => isTerminal) ? (support === false ? 1 : support.level) : 0
  const color = new Chalk({ level })
  return {
    color,
    paint: paintWith(color),
    isTerminal,
    width: stream.columns || 80,
    write: (text) => void stream.write(text),
  }
}

const paintWith = (color: ChalkInstance): Paint => ({
  error: color.red.bold,
  warning: color.yellow.bold,
  strong: color.bold,
  faint: color.dim,
  code: color.cyan,
  good: color.green,
})
