import { parseAddress } from '../address/parse-address.ts'
import type { AddressFact, At } from '../fact.ts'
import { isCalled, isForBrowsers } from './called.ts'
import type { CodeToken } from './lexer.ts'

/** Texts that are addresses as a whole, and those that begin with one and go on with something computed. */
export function addresses(
  tokens: readonly CodeToken[],
  fallbacks: ReadonlyMap<number, string>,
  at: (offset: number) => At,
): AddressFact[] {
  const facts: AddressFact[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'text' || !/[:=]/.test(token.value)) continue
    // Before something computed the host must have ended.
    if (token.open && !/^[a-z][a-z0-9+.-]*:\/\/[^/]+(?:\/|:\d{4,5}$)/i.test(token.value)) continue
    const address = parseAddress(token.value)
    if (address === undefined || isForBrowsers(tokens, index)) continue
    const setting = fallbacks.get(token.offset)
    const stated = { kind: 'address' as const, at: at(token.offset), address }
    if (setting !== undefined) facts.push({ ...stated, use: 'default', setting })
    else facts.push({ ...stated, use: 'literal', ...(isCalled(tokens, index) ? { called: true } : {}) })
  }
  return facts
}
