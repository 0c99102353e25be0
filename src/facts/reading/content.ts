import { hash } from 'node:crypto'
import { UserError } from '../../errors/user-error.ts'
import { readAnyText } from '../../repository/read-any-text.ts'
import type { Repository } from '../../repository/repository.ts'

/** A file as it was read, or the reason in words why no facts are drawn from it. */
export interface Content {
  readonly text?: string
  readonly why?: string
  /** What names the content: the same for the same bytes, and for the same failure to read them. */
  readonly id: () => string
}

/** Nobody writes a source file of this size by hand. */
const maxBytes = 1_000_000
/** Lines that no editor wraps are for machines. */
const maxLineLength = 20_000

/** A name for a text. It is no protection against a forger, but tells what is not the same. */
export function digest(text: string): string {
  // Whoever reads a file and whoever keeps its facts ask for the same one after the other.
  if (last?.text !== text) last = { text, name: hash('sha256', text, 'base64').slice(0, digestLength) }
  return last.name
}
export const digestLength = 22
let last: { readonly text: string; readonly name: string } | undefined

/** Reads a file to draw facts from it; undefined where there is none. */
export function readContent(repository: Repository, file: string): Content | undefined {
  try {
    const text = readAnyText(repository, file)
    if (text === undefined) return undefined
    const why = reasonAgainst(file, text)
    const id = (): string => digest(text)
    return why === undefined ? { text, id } : { why, id }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // Whoever tells the reason names the file before it.
    const why = (error.problems[0]?.message ?? 'cannot be read').replace(`${file} `, '')
    return { why, id: () => digest(`\0${why}`) }
  }
}

function reasonAgainst(file: string, text: string): string | undefined {
  if (text.length > maxBytes) return `larger than ${maxBytes / 1_000_000} MB`
  if (text.includes('\0')) return 'binary'
  // What is data may come as one line of a program, and is read as a whole.
  return !file.endsWith('.json') && hasEndlessLine(text) ? 'minified: a line of more than 20,000 characters' : undefined
}

function hasEndlessLine(text: string): boolean {
  if (text.length <= maxLineLength) return false
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    if ((end < 0 ? text.length : end) - start > maxLineLength) return true
    if (end < 0) return false
    start = end + 1
  }
  return false
}
