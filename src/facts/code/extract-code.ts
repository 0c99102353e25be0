import type { SourceFile } from '../extractor.ts'
import type { At, EnvReadFact, Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { addresses } from './addresses.ts'
import { environmentReads, type FieldFilled, settingReads } from './environment.ts'
import { inPlaceOfHosts } from './host-places.ts'
import type { CodeToken } from './lexer.ts'
import { namedDatabases } from './named-databases.ts'

/** What is read of every language alike, once its text is cut into tokens; and what a language adds of its own. */
export function extractCode(
  { path, text }: SourceFile,
  tokensOf: (text: string) => CodeToken[],
  own: (tokens: readonly CodeToken[], at: (offset: number) => At) => readonly Fact[],
  fieldFilled?: FieldFilled,
): Fact[] {
  const at = lineIndex(path, text)
  const tokens = tokensOf(text)
  const { facts, fallbacks } = environmentReads(tokens, at, fieldFilled)
  const computed = readsInTexts(text, tokens, tokensOf, at)
  const known = own(tokens, at)
  // What the language knows of a text says more than its shape.
  const placeOf = ({ line, column }: At): string => `${line}:${column}`
  const taken = new Set(
    known.flatMap((fact) => (fact.kind === 'import' || fact.kind === 'remote-call' ? [] : [placeOf(fact.at)])),
  )
  const rest = [...facts, ...computed, ...settingReads(tokens, at), ...addresses(tokens, fallbacks, at)].filter(
    (fact) => !taken.has(placeOf(fact.at)),
  )
  return inPlaceOfHosts(text, [...known, ...rest, ...namedDatabases(text, at)])
}

/** Reads of variables that are put into a text where they are used: `f"http://{os.environ['CART']}/items"`. */
function readsInTexts(
  text: string,
  tokens: readonly CodeToken[],
  tokensOf: (text: string) => CodeToken[],
  at: (offset: number) => At,
): EnvReadFact[] {
  return tokens.flatMap((token, index): EnvReadFact[] => {
    if (!token.open) return []
    const written = text.slice(token.offset, tokens[index + 1]?.offset ?? text.length)
    return [...written.matchAll(/\{([^{}]*env[^{}]*)\}/gi)].flatMap(
      ({ index: start, 1: code = '' }) =>
        environmentReads(tokensOf(code), (offset) => at(token.offset + start + 1 + offset)).facts,
    )
  })
}
