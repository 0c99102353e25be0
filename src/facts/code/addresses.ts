import { parseAddress } from '../address/parse-address.ts'
import type { AddressFact, At } from '../fact.ts'
import { filledAt, isCalled, isForBrowsers } from './called.ts'
import type { Fallback } from './environment.ts'
import { inDocuments } from './in-documents.ts'
import { keptUnder } from './kept-under.ts'
import { type CodeToken, literalOf } from './lexer.ts'
import { changing } from './may-change.ts'

/** Texts that are addresses as a whole, and those that begin with one and go on with something computed. */
export function addresses(
  tokens: readonly CodeToken[],
  fallbacks: ReadonlyMap<number, Fallback>,
  at: (offset: number) => At,
): AddressFact[] {
  const facts: AddressFact[] = []
  const isShown = inDocuments(tokens)
  let apart: ReadonlySet<string> | undefined
  const isChanging = changing(tokens)
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'text' || !/[:=]/.test(token.value)) continue
    // Before something computed the host must have ended.
    if (token.open && !/^[a-z][a-z0-9+.-]*:\/\/[^/]+(?:\/|:\d{4,5}$)/i.test(token.value)) continue
    const address = parseAddress(token.value)
    if (address === undefined || isForBrowsers(tokens, index) || isShown(index)) continue
    const { name: setting = settingBefore(tokens, index), ...field } = fallbacks.get(token.offset) ?? {}
    const stated = { kind: 'address' as const, at: at(token.offset), address }
    if (setting !== undefined) facts.push({ ...stated, use: 'default', setting, ...field })
    else if (isInsteadOfNothing(tokens, index) || (isOfProperty(tokens, index) && !ofThisMachine.test(address.host)))
      facts.push({ ...stated, use: 'default' })
    else if (isCalled(tokens, filledAt(tokens, index))) facts.push({ ...stated, use: 'literal', called: true })
    else {
      const kept = keptUnder(tokens, filledAt(tokens, index))
      if (kept !== undefined) apart ??= constantsApart(tokens)
      const isApart = kept !== undefined && apart?.has(kept.constant) === true
      const open = isChanging(index, kept?.constant) ? { mayChange: true as const } : {}
      facts.push({ ...stated, use: 'literal', ...kept, ...open, ...(isApart ? { apart: true } : {}) })
    }
  }
  return facts
}

/** What a constant is called that holds an address: `ORDERS_SERVICE_HOST`. */
export const addressConstant =
  /^(?=.*(?:URL|URI|HOST|ADDR|ENDPOINT|SERVICE|SERVER|API|BASE|PATH))[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/

/** Constants of which a file holds several, and which it does not name again itself. */
function constantsApart(tokens: readonly CodeToken[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  let held = 0
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== 'name' || !addressConstant.test(value)) continue
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (tokens[index + 1]?.value === '=') held++
  }
  return new Set(held < 2 ? [] : [...counts].flatMap(([name, count]) => (count === 1 ? [name] : [])))
}

const lookUp = /config|settings|^get/i

/** The setting that an address stands in for: `configuration["Cart:Url"] ?? "http://cart"`, `config.get('cart.url') || '…'`. */
function settingBefore(tokens: readonly CodeToken[], index: number): string | undefined {
  const value = (distance: number): string => tokens[index - distance]?.value ?? ''
  if (!/^(?:\?\?|\|\||or)$/.test(value(1)) || !/^[\])]$/.test(value(2))) return undefined
  const name = literalOf(tokens[index - 3])
  const callee = value(5) === '>' ? value(8) : value(5)
  const isLookedUp = /^[[(]$/.test(value(4)) && lookUp.test(callee)
  return isLookedUp && name !== undefined && /^[\w:.-]+$/.test(name) ? name.replaceAll(':', '__') : undefined
}

/** Without a name of a setting, nobody can tell whom a port of a developer's machine means. */
const ofThisMachine = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1)/i

/** `public string Url { get; set; } = "http://cart";`: what a property of a class of settings holds until it is filled. */
function isOfProperty(tokens: readonly CodeToken[], index: number): boolean {
  const value = (distance: number): string => tokens[index - distance]?.value ?? ''
  return value(1) === '=' && value(2) === '}' && value(3) === ';' && /^(?:set|init)$/.test(value(4))
}

/** `if url == "" { url = "http://cart" }`: what stands for something that may have been given. */
function isInsteadOfNothing(tokens: readonly CodeToken[], index: number): boolean {
  const value = (distance: number): string => tokens[index - distance]?.value ?? ''
  if (value(1) !== '=') return false
  // Back over `config.url`.
  let start = 2
  while (value(start + 1) === '.') start += 2
  const [open, nothing, ...signs] = [1, 2, 3, 4].map((distance) => tokens[index - start - distance])
  const isAsked = nothing?.type === 'text' && nothing.value === '' && signs.every((sign) => sign?.value === '=')
  return open?.value === '{' && isAsked && value(start + 5) === value(2)
}
