import { closeOf, inside, parted } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, DefaultDeadlineFact, RemoteCallFact } from '../fact.ts'

const limiting = /deadline|timeout|^CancelAfter$|^EnableCallContextPropagation$/i
const streaming = /^(?:ResponseStream|RequestStream|ReadAllAsync)$/
/** A generated call takes the request, headers, the deadline and a token, in this order. */
const deadlinePlace = 2

/**
 * Calls of clients of gRPC, which wait for ever unless they are given a deadline: by its name or its place, in options, or
 * by anything of that kind in the file.
 */
export function stubCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  // A class in a namespace of its own name may be a client of anything.
  if (!tokens.some(({ value }) => /grpc|protobuf/i.test(value))) return []
  const names = clientNames(tokens)
  if (names.size === 0) return []
  const isLimited = tokens.some(({ type, value }) => type === 'name' && limiting.test(value))
  const mayStream = tokens.some(({ value }) => streaming.test(value))
  return tokens.flatMap(({ type, value, offset }, index): RemoteCallFact[] => {
    const service = type === 'name' ? names.get(value) : undefined
    const [dot, method, open] = tokens.slice(index + 1, index + 4)
    if (service === undefined || dot?.value !== '.' || method === undefined || open?.value !== '(') return []
    if (!/^[A-Z]/.test(method.value) || (mayStream && !method.value.endsWith('Async'))) return []
    const given = parted(inside(tokens, index + 3))
    const isGiven = given.length > deadlinePlace && !given.some((part) => part[1]?.value === ':')
    const hasOptions = given.slice(1).some((part) => part.some((word) => /options/i.test(word.value)))
    const client = `${service}.${method.value}`
    const hasDeadline = isLimited || isGiven || hasOptions
    return [{ kind: 'remote-call', at: at(offset), client, hasDeadline, protocol: 'grpc', contract: service }]
  })
}

/** Variables, fields and parameters that hold a client, with the service that it calls. */
function clientNames(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  const names = new Map<string, string>()
  const add = (token: CodeToken | undefined, service: string): void => {
    if (token?.type === 'name') names.set(token.value, service)
  }
  for (const [index, { type, value }] of tokens.entries()) {
    const service = type === 'name' ? /^(\w+)Client$/.exec(value)?.[1] : undefined
    if (service === undefined || tokens[index - 1]?.value !== '.' || tokens[index - 2]?.value !== service) continue
    let start = index - 2
    while (tokens[start - 1]?.value === '.') start -= 2
    // `using BasketClient = Shop.Basket.BasketClient;`
    if (tokens[start - 1]?.value === '=' && tokens[start - 3]?.value === 'using')
      aliases.set(tokens[start - 2]?.value ?? '', service)
    else if (tokens[start - 1]?.value !== 'new') add(tokens[index + 1], service)
    else if (tokens[start - 2]?.value === '=') add(tokens[start - 3], service)
  }
  for (const [index, { value }] of tokens.entries()) {
    const service = aliases.get(value)
    if (service !== undefined) add(tokens[index + 1], service)
  }
  return names
}

const registering = /^(?:AddGrpcClient|AddCodeFirstGrpcClient|ConfigureHttpClientDefaults|MethodConfig)$/
const ending =
  /^(?:AddStandardResilienceHandler|AddStandardHedgingHandler|AddTimeout|TimeoutAsync|Timeout|EnableCallContextPropagation)$/

/**
 * What ends every call of gRPC: where clients are registered a timeout of Polly, of their HTTP client or of their channel,
 * or the deadline of whoever calls, handed on; an interceptor that sets deadlines.
 */
export function defaultDeadlines(tokens: readonly CodeToken[], at: (offset: number) => At): DefaultDeadlineFact[] {
  const place = tokens.find(({ value }) => registering.test(value)) && tokens.find(({ value }) => ending.test(value))
  const found = place ?? interceptorOf(tokens) ?? ownHttpClient(tokens)
  return found ? [{ kind: 'default-deadline', at: at(found.offset), protocol: 'grpc' }] : []
}

/** `class DeadlineInterceptor : Interceptor`, with a deadline in its body. */
function interceptorOf(tokens: readonly CodeToken[]): CodeToken | undefined {
  const start = tokens.findIndex(({ value }, index) => value === 'Interceptor' && tokens[index - 1]?.value === ':')
  const open = start < 0 ? -1 : tokens.findIndex(({ value }, index) => index > start && value === '{')
  if (open < 0) return undefined
  const end = closeOf(tokens, open)
  return tokens.find(({ value }, index) => index > open && index < end && /deadline/i.test(value))
}

/** `new GrpcChannelOptions { HttpClient = … }`: such a client gives up after 100 seconds, if it is told nothing else. */
function ownHttpClient(tokens: readonly CodeToken[]): CodeToken | undefined {
  const has = (word: string): boolean => tokens.some(({ value }) => value === word)
  if (!has('GrpcChannelOptions') || has('InfiniteTimeSpan')) return undefined
  return tokens.find(({ value }, index) => value === 'HttpClient' && tokens[index + 1]?.value === '=')
}
