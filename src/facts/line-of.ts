import type { At } from './fact.ts'

/** Where a pattern is found first in a text; its start where it is not. For formats whose parser tells no places. */
export function lineOf(file: string, text: string, pattern: RegExp): At {
  const match = pattern.exec(text)
  if (match === null) return { file, line: 1, column: 1 }
  const offset = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0)
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 }
}
