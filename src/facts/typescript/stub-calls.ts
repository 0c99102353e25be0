import { closeOf, inside } from '../code/brackets.ts'
import type { At, RemoteCallFact } from '../fact.ts'
import type { CodeToken } from './tokens.ts'

/** What a client of gRPC is made with. */
const credentials = /^(?:createInsecure|createSsl|createFromSecureContext)$/
/** Methods that every client has. */
const ownMethod = /^(?:close|getChannel|waitForReady)$/
/** An answer that is waited for is handed to a function; what answers in a stream may stay open. */
const answered = /^(?:=>|function|callback|cb|done|next)$/

/** Calls of clients of gRPC, which wait for ever, unless a deadline is given: anything of that name in the file. */
export function stubCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const names = clientNames(tokens)
  if (names.size === 0) return []
  const hasDeadline = tokens.some(({ value }) => /deadline/i.test(value))
  return tokens.flatMap(({ value, offset }, index): RemoteCallFact[] => {
    const service = names.get(value)
    const [dot, method, open] = tokens.slice(index + 1, index + 4)
    if (service === undefined || dot?.value !== '.' || method === undefined) return []
    if (!/^[a-zA-Z]\w*$/.test(method.value) || ownMethod.test(method.value)) return []
    const isCalled = open?.value === '(' && inside(tokens, index + 3).some((token) => answered.test(token.value))
    if (!isCalled && !isPromised(tokens, index)) return []
    const client = `${service}.${method.value}`
    return [{ kind: 'remote-call', at: at(offset), client, hasDeadline, protocol: 'grpc', contract: service }]
  })
}

/** `promisify(carts.getCart)`, also of a client in a field: what is called later waits for one answer as well. */
function isPromised(tokens: readonly CodeToken[], holder: number): boolean {
  const start = tokens[holder - 2]?.value === 'this' ? holder - 2 : holder
  return tokens[start - 1]?.value === '(' && /^promisify$/i.test(tokens[start - 2]?.value ?? '')
}

/** Variables and fields that hold a client: `this.carts = new shop.CartService(address, credentials.createInsecure())`. */
function clientNames(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [index, { value }] of tokens.entries()) {
    if (!credentials.test(value)) continue
    const made = constructorAround(tokens, index)
    const holder = made && tokens[made.start - 1]?.value === '=' ? tokens[made.start - 2] : undefined
    if (made && holder?.type === 'IdentifierName') names.set(holder.value, made.name.replace(/(?<=.)Client$/, ''))
  }
  return names
}

/** How far before its credentials a client begins. */
const farthest = 30

/** `new shop.CartService(` whose brackets hold a place. */
function constructorAround(
  tokens: readonly CodeToken[],
  place: number,
): { readonly start: number; readonly name: string } | undefined {
  for (let start = place - 1; start > 0 && start > place - farthest; start--) {
    if (tokens[start]?.value !== 'new') continue
    let open = start + 1
    while (open < place && tokens[open]?.value !== '(') open++
    return closeOf(tokens, open) > place ? { start, name: tokens[open - 1]?.value ?? '' } : undefined
  }
  return undefined
}
