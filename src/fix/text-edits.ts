import type { At } from '../facts/fact.ts'
import { escaped } from '../facts/matching/escaped.ts'

interface Line {
  readonly start: number
  /** Before its end. */
  readonly end: number
  /** Behind its end. */
  readonly next: number
}

function lineAt(text: string, number: number): Line | undefined {
  let start = 0
  for (let line = 1; line < number; line++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return undefined
    start = end + 1
  }
  const feed = text.indexOf('\n', start)
  const next = feed < 0 ? text.length : feed + 1
  return { start, end: start + text.slice(start, next).replace(/\r?\n$/, '').length, next }
}

/** Names the digest behind an image, where it is the whole of a word on its line. */
export function withPinnedImage(text: string, { line }: At, image: string, digest: string): string {
  const place = lineAt(text, line)
  if (place === undefined) return text
  const words = text.slice(place.start, place.end)
  const match = new RegExp(`(?<=^|[\\s"'=])${escaped(image)}(?=$|[\\s"'])`).exec(words)
  if (match === null) return text
  const end = place.start + match.index + image.length
  return `${text.slice(0, end)}@${digest}${text.slice(end)}`
}

/** Takes out a comment: its whole line where nothing else is on it, else what is left of the line with the gap before. */
export function withoutComment(text: string, { line, column }: At): string {
  const place = lineAt(text, line)
  if (place === undefined) return text
  const start = place.start + column - 1
  const comment = text.slice(start, place.end)
  // Code behind a comment that closes stays, and so does the comment.
  if (!comment.includes('msvc-ignore') || /(?:\*\/|-->|\*@|#\}|\}\})\}?\s*[^\s}]/.test(comment)) return text
  const before = text.slice(place.start, start)
  if (/^[\s{]*$/.test(before)) return text.slice(0, place.start) + text.slice(place.next)
  return text.slice(0, place.start) + before.trimEnd() + text.slice(place.end)
}
