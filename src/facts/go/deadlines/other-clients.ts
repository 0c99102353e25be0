import { inside } from '../../code/brackets.ts'
import type { CodeToken } from '../../code/lexer.ts'

/** Clients beside that of net/http which wait for ever: what makes one or asks at once, and what ends that anywhere in the file. */
const clients: Readonly<Record<string, { readonly makes: RegExp; readonly ends: readonly string[] }>> = {
  resty: { makes: /^New$/, ends: ['SetTimeout'] },
  fasthttp: {
    makes: /^(?:Get|Post|Do|Client|HostClient)$/,
    ends: ['GetTimeout', 'PostTimeout', 'DoTimeout', 'GetDeadline', 'DoDeadline', 'ReadTimeout'],
  },
  retryablehttp: { makes: /^(?:NewClient|Get|Post|PostForm|Head)$/, ends: ['Timeout'] },
  otelhttp: { makes: /^(?:Get|Post|PostForm|Head)$/, ends: ['Timeout'] },
}

/** A client that waits for ever, unless the file or the function says otherwise. */
interface OtherClient {
  readonly name: string
  readonly isTimed: boolean
  /** It asks with a context that the function is handed, which may have an end. */
  readonly isOpen: boolean
}

/**
 * The client of another library that is made or asked at a place: `resty.New()`, `fasthttp.Get(nil, url)`. `words`: all of the
 * file; `isHanded`: whether arguments begin with a context that the function is handed.
 */
export function otherClient(
  body: readonly CodeToken[],
  index: number,
  words: ReadonlySet<string>,
  isHanded: (given: readonly CodeToken[]) => boolean,
): OtherClient | undefined {
  const value = (step: number): string => body[index + step]?.value ?? ''
  if (value(-1) === '.') return undefined
  const known = Object.hasOwn(clients, value(0)) ? clients[value(0)] : undefined
  if (known === undefined || !known.makes.test(value(2)) || !/^[({]$/.test(value(3))) return undefined
  return {
    name: `${value(0)}.${value(2)}`,
    isTimed: known.ends.some((word) => words.has(word)),
    isOpen: value(0) === 'otelhttp' && isHanded(inside(body, index + 3)),
  }
}
