import { isPlainMap, type Loose } from '../yaml/loose.ts'

// Readers for data that anybody may have written: what is not of the shape asked for counts as not there.

export type { Loose }

/** A map; an empty one for anything else. */
export const asMap = (value: unknown): Loose => (isPlainMap(value) ? value : {})

/** A list; an empty one for anything else. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Texts, and scalars that YAML took for something else (`8080`, `true`). */
export const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** Whole numbers, and texts that are one (`"8080"`). */
export const asNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}

/** `true` or `false`. */
export const asFlag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined)

/** A map of texts, others left out. */
export const asTexts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asMap(value)).flatMap(([key, item]) => {
      const text = asText(item)
      return text === undefined ? [] : [[key, text] as const]
    }),
  )
