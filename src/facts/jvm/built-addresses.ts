import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { AddressFact, At, ClientFact } from '../fact.ts'
import { present } from '../present.ts'

/** How an address begins whose host is a name that stands behind it. */
const begins = /^(?:https?|lb):\/\/(%s(?=[:/]|$))?/
const constant = /^[A-Z][A-Z0-9_]*$/
const host = /^[a-z][\w.-]*$/i
/** How far from its scheme the parts of an address stand: `.scheme("http").host("orders").port(8080)`. */
const farthest = 8

/** Clients whose address names a constant: `"http://" + ORDERS + "/items"`, `String.format("http://%s/items", Names.ORDERS)`. */
export function namedHosts(tokens: readonly CodeToken[], at: (offset: number) => At): ClientFact[] {
  return tokens.flatMap((token, index): ClientFact[] => {
    const [whole, isFormat] = (token.type === 'text' && begins.exec(token.value)) || []
    if (whole === undefined || token.open || (isFormat === undefined && whole !== token.value)) return []
    const sign = tokens[index + 1]?.value
    if (sign !== (isFormat === undefined ? '+' : ',')) return []
    const path = pathAt(tokens, index + 2)
    return constant.test(path.at(-1) ?? '')
      ? [{ kind: 'client', at: at(token.offset), constant: path.slice(-2).join('.') }]
      : []
  })
}

/** Addresses that a builder puts together: `.scheme("http").host("orders").port(8080)`. */
export function builtAddresses(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  return tokens.flatMap(({ value }, index): AddressFact[] => {
    const scheme = /^(?:setS|s)cheme$/.test(value) ? argumentOf(tokens, index) : undefined
    if (scheme === undefined || !/^(?:https?|lb)$/.test(scheme.value)) return []
    const near = (name: RegExp): number | undefined => {
      for (let place = index + 4; place < index + 4 + farthest; place++) {
        if (name.test(tokens[place]?.value ?? '') && tokens[place + 1]?.value === '(') return place
      }
      return undefined
    }
    const [named, numbered] = [near(/^(?:setH|h)ost$/), near(/^(?:setP|p)ort$/)]
    const told = named === undefined ? undefined : argumentOf(tokens, named)
    if (told === undefined || !host.test(told.value)) return []
    const port = numbered === undefined ? undefined : Number(tokens[numbered + 2]?.value)
    const address = {
      scheme: 'http',
      host: told.value,
      ...present({ port: port !== undefined && port > 0 ? port : undefined }),
      shown: `${scheme.value}://${told.value}`,
    }
    return [{ kind: 'address', at: at(told.offset), address, use: 'literal', called: true }]
  })
}

/** The text that a call has for its only argument. */
function argumentOf(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  if (tokens[index + 1]?.value !== '(') return undefined
  const [first = [], ...others] = parted(inside(tokens, index + 1))
  return others.length === 0 && first.length === 1 && literalOf(first[0]) !== undefined ? first[0] : undefined
}

/** `Names.ORDERS` as its words. */
function pathAt(tokens: readonly CodeToken[], start: number): string[] {
  const path: string[] = []
  for (let index = start; tokens[index]?.type === 'name'; index += 2) {
    path.push(tokens[index]?.value ?? '')
    if (tokens[index + 1]?.value !== '.') break
  }
  return path
}
