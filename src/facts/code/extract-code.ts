import type { SourceFile } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { addresses } from './addresses.ts'
import { environmentReads, settingReads } from './environment.ts'
import type { CodeToken } from './lexer.ts'

/** What is read of every language alike, once its text is cut into tokens; and what a language adds of its own. */
export function extractCode(
  { path, text }: SourceFile,
  tokensOf: (text: string) => CodeToken[],
  own: (tokens: readonly CodeToken[], at: (offset: number) => At) => readonly Fact[],
): Fact[] {
  const at = lineIndex(path, text)
  const tokens = tokensOf(text)
  const { facts, fallbacks } = environmentReads(tokens, at)
  const known = own(tokens, at)
  // What the language knows of a text says more than its shape.
  const placeOf = ({ line, column }: At): string => `${line}:${column}`
  const taken = new Set(
    known.flatMap((fact) => (fact.kind === 'import' || fact.kind === 'remote-call' ? [] : [placeOf(fact.at)])),
  )
  const rest = [...facts, ...settingReads(tokens, at), ...addresses(tokens, fallbacks, at)].filter(
    (fact) => !taken.has(placeOf(fact.at)),
  )
  return [...known, ...rest]
}
