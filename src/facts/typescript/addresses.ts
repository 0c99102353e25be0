import { parseAddress } from '../address/parse-address.ts'
import { isCalled, isForBrowsers } from '../code/called.ts'
import { keptUnder } from '../code/kept-under.ts'
import type { AddressFact, At } from '../fact.ts'
import type { CodeToken } from './tokens.ts'

/** Texts that are addresses as a whole, and templates that begin with one. */
export function addresses(
  tokens: readonly CodeToken[],
  fallbacks: ReadonlyMap<number, string>,
  at: (offset: number) => At,
): AddressFact[] {
  const facts: AddressFact[] = []
  for (const [index, token] of tokens.entries()) {
    const text = textOf(token)
    const address = text?.includes(':') ? parseAddress(text) : undefined
    if (address === undefined || isForBrowsers(tokens, index) || isShown(tokens, index)) continue
    const setting = fallbacks.get(token.offset)
    const stated = { kind: 'address' as const, at: at(token.offset), address }
    if (setting !== undefined) facts.push({ ...stated, use: 'default', setting })
    else if (isCalled(tokens, index)) facts.push({ ...stated, use: 'literal', called: true })
    else facts.push({ ...stated, use: 'literal', ...keptUnder(tokens, index) })
  }
  return facts
}

/** `<Input placeholder="s3://bucket/path" />`: what people are shown as an example. */
const isShown = (tokens: readonly CodeToken[], index: number): boolean =>
  tokens[index]?.type === 'JSXString' &&
  /^(?:placeholder|title|label|alt|helperText)$/.test(tokens[index - 2]?.value ?? '')

/** A literal, or the head of a template (`http://products:8081/v1/${id}`) when it holds a whole host. */
function textOf({ type, value }: CodeToken): string | undefined {
  if (type === 'StringLiteral' || type === 'NoSubstitutionTemplate' || type === 'JSXString') return value.slice(1, -1)
  if (type !== 'TemplateHead') return undefined
  const head = value.slice(1, -2)
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]+(?:\/|:\d{4,5}$)/i.test(head) ? head : undefined
}
