import { parseAddress } from '../address/parse-address.ts'
import { inside, parted } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { AddressFact, At } from '../fact.ts'

/** Functions that only clients have, and `http` of Spring's gateway; their first argument is where they call. */
const surely =
  /^(?:[gs]etForObject|getForEntity|postFor(?:Object|Entity|Location)|patchForObject|exchange|uri|baseUr[il]|rootUri|fromHttpUrl|forTarget|forAddress|FeignClient|RegisterRestClient|Client|HttpExchange|http)$|^Http(?:Get|Post|Put|Delete|Patch)$/
/** Functions that others have as well: of what is called like a client. */
const perhaps = /^(?:get|post|put|delete|patch|create|target|execute|url|getAbs|postAbs)$/
const clientLike = /rest|client|template|http|request/i
/** Arguments of annotations that hold no address. */
const otherKey = /^(?:name|value|id|path|method|contextId|fallback\w*|configuration|configKey|accept|contentType)$/

/** Addresses that code calls, in the call itself or as the constant or field that it names; on this machine, too. */
export function calledAddresses(tokens: readonly CodeToken[], at: (offset: number) => At): AddressFact[] {
  const called: CodeToken[] = []
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index + 1]?.value !== '(' || tokens[index]?.type !== 'name') continue
    const first = calledWith(tokens, index)
    if (first) called.push(first)
  }
  const named = new Set(called.flatMap(({ type, value }) => (type === 'name' ? [value] : [])))
  const isHeld = ({ type }: CodeToken, index: number): boolean =>
    type === 'text' && tokens[index - 1]?.value === '=' && named.has(nameBefore(tokens, index - 1) ?? '')
  const held = named.size === 0 ? [] : tokens.filter(isHeld)
  return [...called.filter(({ type }) => type === 'text'), ...held].flatMap((token): AddressFact[] => {
    const address = /[:=]/.test(token.value) ? parseAddress(withoutOpenEnd(token)) : undefined
    return address ? [{ kind: 'address', at: at(token.offset), address, use: 'literal', called: true }] : []
  })
}

/** Where a call leads: the text that its first argument is or begins with, or the name that stands for it. */
function calledWith(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const value = tokens[index]?.value ?? ''
  const receiver = tokens.slice(Math.max(index - 4, 0), index).map((token) => token.value)
  const isClient = surely.test(value) || (perhaps.test(value) && receiver.some((word) => clientLike.test(word)))
  if (!isClient) return undefined
  const isAnnotation = tokens[index - 1]?.value === '@'
  const parts = parted(inside(tokens, index + 1)).map((part) =>
    part[1]?.value === '=' ? part : [undefined, undefined, ...part],
  )
  return parts.find(([key]) => !isAnnotation || !otherKey.test(key?.value ?? 'url'))?.[2]
}

/** `String URL = …`, `val url: String = …` */
function nameBefore(tokens: readonly CodeToken[], equals: number): string | undefined {
  return tokens[equals - 2]?.value === ':' ? tokens[equals - 3]?.value : tokens[equals - 1]?.value
}

/** `http://orders/${id}` ends before what is computed; a host that is not whole is none. */
const withoutOpenEnd = ({ value, open }: CodeToken): string =>
  open && !/^[a-z][a-z0-9+.-]*:\/\/[^/]+(?:\/|:\d{4,5}$)/i.test(value) ? '' : value
