import { parseAddress } from '../address/parse-address.ts'
import { isCalled, isForBrowsers } from '../code/called.ts'
import { inDocuments } from '../code/in-documents.ts'
import { keptUnder } from '../code/kept-under.ts'
import { changing } from '../code/may-change.ts'
import type { AddressFact, At } from '../fact.ts'
import { present } from '../present.ts'
import { memberPath } from './settings-objects.ts'
import type { CodeToken } from './tokens.ts'

/** Texts that are addresses as a whole, and templates that begin with one. */
export function addresses(
  tokens: readonly CodeToken[],
  fallbacks: ReadonlyMap<number, string>,
  at: (offset: number) => At,
): AddressFact[] {
  const facts: AddressFact[] = []
  const isInDocument = inDocuments(tokens)
  const isChanging = changing(tokens)
  for (const [index, token] of tokens.entries()) {
    const text = textOf(tokens, index)
    const address = text?.includes(':') ? parseAddress(text) : undefined
    if (address === undefined || isForBrowsers(tokens, index) || isShown(tokens, index)) continue
    if (isInDocument(index)) continue
    const setting = fallbacks.get(token.offset)
    const field = present({ field: memberPath(tokens, index) })
    const stated = { kind: 'address' as const, at: at(token.offset), address, ...field }
    if (setting !== undefined) facts.push({ ...stated, use: 'default', setting })
    else if (isCalled(tokens, index)) facts.push({ ...stated, use: 'literal', called: true })
    else {
      const kept = keptUnder(tokens, index)
      const open = isChanging(index, kept?.constant) ? { mayChange: true as const } : {}
      facts.push({ ...stated, use: 'literal', ...kept, ...open })
    }
  }
  return facts
}

/** `<Input placeholder="s3://bucket/path" />`, `{ placeholder: 'http://10.0.0.1' }`: what people are shown as an example. */
const isShown = (tokens: readonly CodeToken[], index: number): boolean => {
  const name = tokens[index - 2]?.value ?? ''
  return tokens[index]?.type === 'JSXString'
    ? /^(?:placeholder|title|label|alt|helperText)$/.test(name)
    : tokens[index - 1]?.value === ':' && /^["']?(?:placeholder|helperText)["']?$/.test(name)
}

/** A literal, or what a template begins with (`http://products:8081/v1/${id}`) when that holds a whole host. */
function textOf(tokens: readonly CodeToken[], index: number): string | undefined {
  const { type = '', value = '' } = tokens[index] ?? {}
  if (type === 'StringLiteral' || type === 'NoSubstitutionTemplate' || type === 'JSXString') return value.slice(1, -1)
  if (type !== 'TemplateHead') return undefined
  const head = value.slice(1, -2)
  const scheme = /^[a-z][a-z0-9+.-]*:\/\/(?=[^/@]*$)/i.exec(head)?.[0]
  const begun = (scheme === undefined ? undefined : behindLogin(tokens, index, scheme)) ?? head
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]+(?:\/|:\d{4,5}$)/i.test(begun) ? begun : undefined
}

/** `mongodb://${user}:${password}@db:27017/shop`: what stands behind the login, with the scheme before it. */
function behindLogin(tokens: readonly CodeToken[], start: number, scheme: string): string | undefined {
  // Two parts of a login, each of a few words.
  for (const { type, value } of tokens.slice(start + 1, start + 20)) {
    if (type === 'TemplateHead') return undefined
    if (type !== 'TemplateMiddle' && type !== 'TemplateTail') continue
    const text = value.slice(1, type === 'TemplateTail' ? -1 : -2)
    if (text.startsWith('@')) return `${scheme}:x${text}`
    if (type === 'TemplateTail' || !/^:[^/]*$/.test(text)) return undefined
  }
  return undefined
}
