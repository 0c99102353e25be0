import { type Document, LineCounter, parseAllDocuments } from 'yaml'
import { maxAliasCount } from './structure-faults.ts'

export interface ParsedText {
  /** Every document, the empty ones too, with the tokens that it was read from. */
  readonly documents: readonly Document.Parsed[]
  readonly lines: LineCounter
}

/** An edit looks at one text several times over: to find the place, to check it, to check the next edit. */
const recent = new Map<string, ParsedText>()
const kept = 6

/** Parses a text, or remembers having done so. Nobody may change what it returns. */
export function parseText(text: string): ParsedText {
  const known = recent.get(text)
  if (known) return known
  const lines = new LineCounter()
  const options = {
    keepSourceTokens: true,
    merge: true,
    uniqueKeys: false,
    logLevel: 'error',
    prettyErrors: false,
  } as const
  const documents = parseAllDocuments(text, { ...options, lineCounter: lines })
  const parsed = { documents: 'empty' in documents ? [] : documents, lines }
  const [oldest] = recent.keys()
  if (recent.size >= kept && oldest !== undefined) recent.delete(oldest)
  recent.set(text, parsed)
  return parsed
}

export const parseDocuments = (text: string): readonly Document.Parsed[] => parseText(text).documents

/** The documents as data. Throws where aliases stand for too much. */
export function dataOf(documents: readonly Document.Parsed[]): unknown[] {
  return documents.map((document) => document.toJS({ maxAliasCount }) as unknown)
}
