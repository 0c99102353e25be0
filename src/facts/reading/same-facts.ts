import type { DrawnFile } from './fact-cache.ts'

/**
 * Whether two states of a file say the same, wherever the lines have moved to: no check that does not name a place in the
 * file can tell them apart. Lines must keep their order, and what was on one line must still be.
 */
export function sayTheSame(before: DrawnFile, after: DrawnFile): boolean {
  const { facts: old, lines: _, ...rest } = before
  const { facts: fresh, lines: __, ...others } = after
  const lines = new Map<number, number>()
  return areSame(rest, others, undefined) && areSame(old, fresh, lines) && keepOrder(lines)
}

/** Compares data of JSON. Numbers under `line` and `lines` are lines: which became which is added to `lines`. */
function areSame(a: unknown, b: unknown, lines: Map<number, number> | undefined, isLine = false): boolean {
  if (typeof a === 'number' && typeof b === 'number' && isLine && lines !== undefined) {
    const known = lines.get(a)
    if (known === undefined) lines.set(a, b)
    return known === undefined || known === b
  }
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, index) => areSame(item, b[index], lines, isLine))
  }
  const [old, fresh] = [Object.entries(a), Object.entries(b)]
  return (
    old.length === fresh.length &&
    old.every(([key, value], index) => {
      const [other, now] = fresh[index] ?? []
      return key === other && areSame(value, now, lines, key === 'line' || key === 'lines')
    })
  )
}

function keepOrder(lines: ReadonlyMap<number, number>): boolean {
  const sorted = [...lines].sort(([a], [b]) => a - b)
  return sorted.every(([, line], index) => index === 0 || line > (sorted[index - 1]?.[1] ?? 0))
}
