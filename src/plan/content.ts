import { isUtf8 } from 'node:buffer'
import type { Content } from './operation.ts'

const byteOrderMark = '\uFEFF'

/** The bytes that a content is on disk. */
export const bytesOf = (content: Content): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : content)

/** Whether two contents are the same bytes. */
export function sameContent(a: Content, b: Content): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0
}

/** Text for a person to read, undefined for what is not text. */
export function textOf(content: Content): string | undefined {
  if (typeof content === 'string') return content
  return isUtf8(content) && !content.includes(0) ? Buffer.from(content).toString('utf8') : undefined
}

/** Takes the BOM off a text, and says how to put it back. */
export function withoutMark(content: Content): { text: string; restore: (text: string) => string } {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8')
  const isMarked = text.startsWith(byteOrderMark)
  return {
    text: isMarked ? text.slice(1) : text,
    restore: (changed) => (isMarked && !changed.startsWith(byteOrderMark) ? byteOrderMark + changed : changed),
  }
}
