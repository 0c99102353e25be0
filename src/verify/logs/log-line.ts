import type { OutputLine } from '../../process/start.ts'
import { isPlainMap, type Loose } from '../../yaml/loose.ts'

/** The fields of a line of a JSON log; undefined for another line. */
export function fieldsOf({ text }: OutputLine): Loose | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isPlainMap(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What a service has logged on stdout since a moment, as far as it is JSON. */
export function fieldsSince(lines: readonly OutputLine[], since = 0): Loose[] {
  const printed = lines.filter(({ stream, at }) => stream === 'stdout' && at >= since)
  return printed.map(fieldsOf).filter((fields): fields is Loose => fields !== undefined)
}

/** A line shown in a message. */
export const quoted = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}...` : text)
