import { isPlainMap, type Loose } from '../../yaml/loose.ts'
import { asMap } from '../loose.ts'

/** False, 0, nothing, and what is empty: as Go templates have it. */
export const isTrue = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0
  if (isPlainMap(value)) return Object.keys(value).length > 0
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== ''
}

/** As it stands in the output. */
export const shown = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`
  return isPlainMap(value) ? JSON.stringify(value) : String(value)
}

/** Later maps win, key by key, at every depth. */
export function merged(...maps: readonly unknown[]): Loose {
  const result: Record<string, unknown> = {}
  for (const map of maps) {
    for (const [key, value] of isPlainMap(map) ? Object.entries(map) : []) {
      result[key] = isPlainMap(value) && isPlainMap(result[key]) ? merged(result[key], value) : value
    }
  }
  return result
}

/** What values hold at a path with dots; of several paths with commas the first one counts. */
export const valueAt = (values: Loose, path: string): unknown =>
  path
    .split(',')[0]
    ?.split('.')
    .reduce<unknown>((value, step) => asMap(value)[step.trim()], values)
