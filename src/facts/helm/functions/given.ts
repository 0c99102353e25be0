import { isPlainMap } from '../../../yaml/loose.ts'
import { shown } from '../values.ts'

/** A function of templates; like those of Go it takes what it is given, of whatever kind. */
export type TemplateFunction = (...given: unknown[]) => unknown

export const asText = (value: unknown): string => shown(value)
export const asItems = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const asEntries = (value: unknown): Record<string, unknown> => (isPlainMap(value) ? { ...value } : {})
export const asNumber = (value: unknown): number => Math.trunc(Number(value)) || 0

/** How often something is done; throws an Error where that is more often than any chart does it. */
export function asTimes(value: unknown): number {
  const count = Math.max(0, asNumber(value))
  if (count > 100_000) throw new Error(`${count} times is too often`)
  return count
}

export const isEqual = (a: unknown, b: unknown): boolean =>
  typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : asText(a) === asText(b)
