import { Chalk, type ChalkInstance } from 'chalk'
import type { Paint } from '../../report/paint.ts'
import { printable } from '../../report/printable.ts'
import { isTerminal } from './is-terminal.ts'
import { wantsColor } from './wants-color.ts'
import { writeNow } from './write-now.ts'

/** One of the two streams a program writes to, with the colours that it can show. */
export interface Screen {
  readonly color: ChalkInstance
  /** The same colours by meaning, for reports. */
  readonly paint: Paint
  readonly isTerminal: boolean
  /** Control characters in it do nothing: a terminal is shown them, and on stderr so is whoever reads it later. */
  write(text: string): void
  /** Takes away the line that was written last and not ended. */
  wipeLine(): void
}

const open = new Map<string, Screen>()

/** `stdout` is for data, `stderr` for people. */
export function screenFor(stream: 'stdout' | 'stderr'): Screen {
  const screen = open.get(stream) ?? newScreen(stream)
  open.set(stream, screen)
  return screen
}

function newScreen(stream: 'stdout' | 'stderr'): Screen {
  const terminal = isTerminal(stream)
  // Sixteen colours are all that we use: the user's own theme decides what they look like.
  const color = new Chalk({ level: wantsColor(() => terminal) ? 1 : 0 })
  // Data goes into files and other programs as it is.
  const isShown = terminal || stream === 'stderr'
  return {
    color,
    paint: paintWith(color),
    isTerminal: terminal,
    write: (text) => writeNow(stream, isShown ? printable(text) : text),
    wipeLine: () => writeNow(stream, '\r\u001b[2K'),
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
