import { type Document, parseAllDocuments } from 'yaml'
import { maxAliasCount } from './structure-faults.ts'

/** Every document of a file, the empty ones too, with the tokens that it was read from. */
export function parseDocuments(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, { keepSourceTokens: true, merge: true, logLevel: 'error' })
  return 'empty' in documents ? [] : documents
}

/** The documents as data. Throws where aliases stand for too much. */
export function dataOf(documents: readonly Document.Parsed[]): unknown[] {
  return documents.map((document) => document.toJS({ maxAliasCount }) as unknown)
}
