import type { At } from './fact.ts'

/** Turns offsets of a text into places. Lines are counted as far as they are asked for: imports stand at the top. */
export function lineIndex(file: string, text: string): (offset: number) => At {
  const starts = [0]
  let counted = 0
  return (offset) => {
    while (counted <= offset) {
      const end = text.indexOf('\n', counted)
      counted = end < 0 ? Number.POSITIVE_INFINITY : end + 1
      if (end >= 0) starts.push(counted)
    }
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}
