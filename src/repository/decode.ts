import { isUtf8 } from 'node:buffer'
import { UserError } from '../errors/user-error.ts'

const decoder = new TextDecoder('utf-8')

/**
 * Text of a file's bytes, without a BOM, line ends as they are; UTF-16 where its BOM says so, as Windows writes it. Throws
 * UserError `not-utf8`, naming file and line.
 */
export function decode(path: string, bytes: Uint8Array): string {
  if (isUtf8(bytes)) return decoder.decode(bytes)
  const wide = utf16(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  const line = lineOfFirstBadByte(bytes)
  throw new UserError({
    code: 'not-utf8',
    message: `${path} is not UTF-8: line ${line} holds bytes that are no character.`,
    hint: 'Save the file as UTF-8.',
    place: { file: path, line },
  })
}

/** Throws UserError `not-utf8` for text that would have to be written as UTF-16 again. */
export function refuseUtf16(path: string, bytes: Uint8Array): void {
  if (utf16(bytes) === undefined) return
  throw new UserError({
    code: 'not-utf8',
    message: `${path} is UTF-16, not UTF-8.`,
    hint: 'Save it as UTF-8, e.g. iconv -f UTF-16 -t UTF-8.',
    place: { file: path },
  })
}

function utf16([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

function lineOfFirstBadByte(bytes: Uint8Array): number {
  let line = 1
  let start = 0
  // No UTF-8 sequence holds a line feed, so each line is good or bad by itself.
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line
    line += 1
    start = end + 1
  }
  return line
}
