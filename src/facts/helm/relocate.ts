import type { Fact } from '../fact.ts'

/** A fact about a rendered template, with every place in it moved to the line of the template that it comes from. */
export function relocated(fact: Fact, lines: readonly number[]): Fact {
  return moved(fact, lines) as Fact
}

function moved(value: unknown, lines: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => moved(item, lines))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, item]) => [key, moved(item, lines)] as const)
  const copy: Record<string, unknown> = Object.fromEntries(entries)
  const { line } = copy
  if (typeof copy['file'] === 'string' && typeof line === 'number')
    return { ...copy, line: lines[line - 1] ?? line, column: 1 }
  return copy
}
