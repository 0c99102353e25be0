/** A map that anybody may have written: nothing is known of what it holds. */
export type Loose = Readonly<Record<string, unknown>>

/** Whether a value of parsed YAML or JSON is a map: neither a list nor null. */
export const isPlainMap = (value: unknown): value is Loose =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
