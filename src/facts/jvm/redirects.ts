import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, SettingReadFact } from '../fact.ts'
import { variableOf } from '../spring/placeholder.ts'

/** `${orders.url}`, and nothing else. */
const whole = /^\$\{([\w.-]+)(?::[^{}]*)?\}$/
/** How far behind its annotation a field is looked for: `private final String ordersUrl`. */
const farthest = 8

/** Settings that a field is filled with which only tells browsers where to go: `new RedirectView(ordersUrl + id)`. */
export function redirects(tokens: readonly CodeToken[], at: (offset: number) => At): SettingReadFact[] {
  const places = new Map<string, number[]>()
  for (const [index, { type, value }] of tokens.entries()) {
    const known = places.get(value)
    if (known) known.push(index)
    else if (type === 'name') places.set(value, [index])
  }
  return tokens.flatMap((token, index): SettingReadFact[] => {
    const isValue = token.value === 'Value' && tokens[index - 1]?.value === '@' && tokens[index + 1]?.value === '('
    const name = isValue ? whole.exec(literalOf(tokens[index + 2]) ?? '')?.[1] : undefined
    if (name === undefined) return []
    const end = tokens.slice(index + 4, index + 4 + farthest).findIndex(({ value }) => /^[;=,)]$/.test(value))
    const field = end < 1 ? undefined : tokens[index + 3 + end]
    const uses = (places.get(field?.value ?? '') ?? []).filter((place) => place !== index + 3 + end)
    return uses.length > 0 && uses.every((use) => isSentTo(tokens, use))
      ? [{ kind: 'setting-read', at: at(token.offset), name: variableOf(name), forBrowsers: true }]
      : []
  })
}

/** `new RedirectView(url`, `response.sendRedirect(this.url`, `"redirect:" + url`. */
function isSentTo(tokens: readonly CodeToken[], use: number): boolean {
  const start = tokens[use - 1]?.value === '.' && tokens[use - 2]?.value === 'this' ? use - 2 : use
  const before = (distance: number): CodeToken | undefined => tokens[start - distance]
  if (before(1)?.value === '(') return /^(?:RedirectView|sendRedirect)$/.test(before(2)?.value ?? '')
  return before(1)?.value === '+' && literalOf(before(2)) === 'redirect:'
}
