import { inside } from '../../code/brackets.ts'
import type { CodeToken } from '../../code/lexer.ts'
import { handedContexts } from './contexts.ts'

/** Clients beside that of net/http which wait for ever: what makes one or asks at once, and what ends that anywhere in the file. */
const clients: Readonly<Record<string, { readonly makes: RegExp; readonly ends: RegExp }>> = {
  resty: { makes: /^New$/, ends: /^SetTimeout$/ },
  fasthttp: {
    makes: /^(?:Get|Post|Do|Client|HostClient)$/,
    ends: /^(?:Get|Post|Do)(?:Timeout|Deadline)$|^ReadTimeout$/,
  },
  retryablehttp: { makes: /^(?:NewClient|Get|Post|PostForm|Head)$/, ends: /^Timeout$/ },
  otelhttp: { makes: /^(?:Get|Post|PostForm|Head)$/, ends: /^Timeout$/ },
}

/** A client that waits for ever, unless the file or the function says otherwise. */
interface OtherClient {
  readonly name: string
  readonly isTimed: boolean
  /** It asks with a context that the function is handed, which may have an end. */
  readonly isOpen: boolean
}

/** The client of another library that is made or asked at a place: `resty.New()`, `fasthttp.Get(nil, url)`. */
export function otherClient(
  body: readonly CodeToken[],
  index: number,
  file: readonly CodeToken[],
): OtherClient | undefined {
  const value = (step: number): string => body[index + step]?.value ?? ''
  if (value(-1) === '.') return undefined
  const known = Object.hasOwn(clients, value(0)) ? clients[value(0)] : undefined
  if (known === undefined || !known.makes.test(value(2)) || !/^[({]$/.test(value(3))) return undefined
  return {
    name: `${value(0)}.${value(2)}`,
    isTimed: file.some((token) => known.ends.test(token.value)),
    isOpen: value(0) === 'otelhttp' && handedContexts(body)(inside(body, index + 3)),
  }
}
