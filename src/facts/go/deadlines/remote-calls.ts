import { between, closeOf, inside, parted } from '../../code/brackets.ts'
import type { CodeToken } from '../../code/lexer.ts'
import type { At, DefaultDeadlineFact, RemoteCallFact } from '../../fact.ts'
import { present } from '../../present.ts'
import { handedContexts } from './contexts.ts'
import { keptClients, wrappedService } from './kept-clients.ts'
import { hasLimit } from './limits.ts'
import { otherClient } from './other-clients.ts'
import { areHandedOn, handsOn, sendsHanded } from './sending.ts'

/** Functions of net/http that use a client without any deadline. */
const plain = /^(?:Get|Post|PostForm|Head)$/

/** Connections of gRPC that end each call by themselves: after two seconds by default in go-zero and in Kratos. */
const timed = /^github\.com\/(?:(?:zeromicro|tal-tech)\/go-zero\/zrpc|go-kratos\/kratos(?:\/v\d+)?\/transport\/grpc)$/

/** Calls of net/http's own client, and of gRPC clients; a context with a deadline ends them. */
export function remoteCalls(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (RemoteCallFact | DefaultDeadlineFact)[] {
  const functions = functionsOf(tokens, at)
  const ending = functions.flatMap(
    (body) => body.find((token) => endsContext.test(token.value) && !keepsData(body)) ?? [],
  )
  const kept = keptClients(tokens, functions)
  const isEachLimited = areCallsLimited(functions)
  // A client of Connect is made over one of HTTP, which may give up by itself.
  const isOverTimed =
    tokens.some(({ type, value }) => type === 'text' && /connect["'\x60]?$/.test(value)) && hasTimedClient(tokens)
  const isTimed = isOverTimed || tokens.some(({ type, value }) => type === 'text' && timed.test(value))
  const words = new Set(tokens.map(({ value }) => value))
  const areSentElsewhere = areHandedOn(functions)
  // `http.DefaultClient.Timeout = …` holds for all that asks without a client of its own.
  const isDefaultTimed = tokens.some(
    ({ value }, index) =>
      value === 'DefaultClient' && tokens[index + 2]?.value === 'Timeout' && tokens[index + 3]?.value === '=',
  )
  const calls = functions.flatMap((body) => {
    const isHanded = handedContexts(body)
    const isLimited = hasLimit(body) || isLimitedByCallers(body, functions)
    const endingLiterals = timedLiterals(body)
    const sockets = between(body, (word) => unixSocket.test(word))
    // Of a transport that the function makes first.
    const isTransportTimed = body.some(({ value }) => value === 'ResponseHeaderTimeout')
    const isSetLater = isTimedLater(body)
    const isHandingOn = handsOn(body)
    const dialed = dialers(body)
    return body.flatMap((token, index): RemoteCallFact[] => {
      const fact = (client: string, hasDeadline: boolean, isOpen = false, contract?: string): RemoteCallFact[] => [
        {
          kind: 'remote-call',
          at: at(token.offset),
          client,
          hasDeadline,
          ...(isOpen ? { protocol: 'context' as const } : {}),
          ...present({ contract }),
        },
      ]
      const next = (distance: number): string => body[index + distance]?.value ?? ''
      if (token.value === 'http' && next(1) === '.' && body[index - 1]?.value !== '.' && !isHandingOn) {
        if (plain.test(next(2)) && next(3) === '(') return fact(`http.${next(2)}`, isDefaultTimed)
        if (next(2) === 'DefaultClient' && next(4) === 'Do' && next(5) === '(')
          return fact('http.DefaultClient.Do', isDefaultTimed || isLimited, sendsHanded(body))
        if (next(2) === 'Client' && body[index - 2]?.value === 'new' && next(3) === ')')
          return fact('http.Client', isSetLater || isLimited || isEachLimited)
        if (next(2) === 'Client' && isLiteral(body, index + 2)) {
          const end = closeOf(body, index + 3)
          const hasTimeout = endingLiterals.has(index + 3) || isTransportTimed || isSetLater
          // Over one that it only hands on, a file may well ask with contexts that it gives an end.
          const isAsked = areSentElsewhere === 'all' && ending.length > 0
          const isOfMachine = sockets(index + 4, end)
          const isUpgraded = dialed.some(([open, close]) => open < index && index < close)
          return hasTimeout || isOfMachine || isUpgraded || isLimited || isEachLimited || isAsked
            ? []
            : fact('http.Client', false, areSentElsewhere !== false)
        }
      }
      const other = next(1) === '.' ? otherClient(body, index, words, isHanded) : undefined
      if (other !== undefined) return fact(other.name, other.isTimed || isLimited || isSetLater, other.isOpen)
      // `stream, err := client.Watch(ctx)` lasts for as long as somebody listens.
      if (/stream/i.test(body[index - 4]?.value ?? '') && body[index - 1]?.value === ':=') return []
      if (kept.has(token.value) && next(1) === '.' && /^[A-Z]/.test(next(2)) && next(3) === '(') {
        const given = inside(body, index + 3)
        const called = `${token.value}.${next(2)}`
        if (opensStream(given)) return []
        return isContext(given) ? fact(called, isLimited || isTimed, isHanded(given), kept.get(token.value)) : []
      }
      const wrapped = wrappedService(body, index)
      if (wrapped !== undefined && isContext(inside(body, index + 3)) && !opensStream(inside(body, index + 3))) {
        const [call] = fact(`${wrapped}.${next(2)}`, isLimited || isTimed, false, wrapped)
        return call === undefined ? [] : [{ ...call, isWrapped: true }]
      }
      const service = /^New(\w+)Client$/.exec(token.value)?.[1]
      if (service === undefined || !isOfPackage(body, index) || next(1) !== '(') return []
      const end = closeOf(body, index + 1)
      const method = body[end + 2]?.value ?? ''
      // Kept for later it may be called with any context.
      if (body[end + 1]?.value !== '.' || !/^[A-Z]/.test(method) || body[end + 3]?.value !== '(') return []
      const arguments_ = inside(body, end + 3)
      if (opensStream(arguments_)) return []
      return isContext(arguments_)
        ? fact(`${service}.${method}`, isLimited || isTimed, isHanded(arguments_), service)
        : []
    })
  })
  const [first] = ending
  return first === undefined
    ? calls
    : [...calls, { kind: 'default-deadline', at: at(first.offset), protocol: 'context' }]
}

const endsContext = /^With(?:Timeout|Deadline)$/
/** What a function asks of a database, or does as the program begins and ends, which gives an end to no call of a client. */
const dataWord =
  /^(?:main|Find(?:One)?|Insert(?:One|Many)?|Update(?:One|Many)?|Delete(?:One|Many)?|Aggregate|Query(?:Row|Context|RowContext)|Exec(?:Context)?|Collection|Ping|Connect|Disconnect|Shutdown|Stop|Migrate)$/
const keepsData = (body: readonly CodeToken[]): boolean => body.some(({ value }) => dataWord.test(value))

/** The kind of socket that processes of one machine meet at: who asks there calls no other service. */
const unixSocket = /^["'`]?unix["'`]?$/

/** Where dialers are made: a client inside, `spdy.NewDialer(upgrader, &http.Client{…}, …)`, asks for a connection that lasts. */
const dialers = (body: readonly CodeToken[]): readonly (readonly [open: number, close: number])[] =>
  body.flatMap(({ value }, at) =>
    value === 'NewDialer' && body[at + 1]?.value === '(' ? [[at + 1, closeOf(body, at + 1)] as const] : [],
  )

/** `Timeout: 0`, which net/http takes for none: numbers are no tokens, and one digit is no time that anybody waits. */
const isNever = (body: readonly CodeToken[], index: number): boolean => {
  const [colon, end] = [body[index + 1], body[index + 2]]
  return colon?.value === ':' && /^[,}]$/.test(end?.value ?? '') && (end?.offset ?? 0) - colon.offset <= ' 0,'.length
}

/** Where literals open that have a `Timeout` of their own: one of a dialer inside of a client ends no more than connecting. */
function timedLiterals(body: readonly CodeToken[]): ReadonlySet<number> {
  const open: number[] = []
  const ending = new Set<number>()
  for (const [index, { value }] of body.entries()) {
    if (/^[([{]$/.test(value)) open.push(index)
    else if (/^[)\]}]$/.test(value)) open.pop()
    else if (value === 'Timeout' && !isNever(body, index)) ending.add(open.at(-1) ?? -1)
  }
  return ending
}

/** `client.Timeout = …`: what is set on a client after it is made. */
const isTimedLater = (body: readonly CodeToken[]): boolean =>
  body.some(
    ({ value }, index) => value === 'Timeout' && body[index - 1]?.value === '.' && body[index + 1]?.value === '=',
  )

/** Whether a function of the file alone is handed a context, which each function that calls it has given an end. */
function isLimitedByCallers(body: readonly CodeToken[], functions: readonly (readonly CodeToken[])[]): boolean {
  const open = body[1]?.value === '(' ? closeOf(body, 1) + 2 : 2
  if (body[open]?.value !== '(' || !inside(body, open).some(({ value }) => value === 'Context')) return false
  const callers = callersOf(body, functions)
  return callers.length > 0 && callers.every(hasLimit)
}

/** Whether a file makes a client of HTTP with a timeout, and none without. */
function hasTimedClient(tokens: readonly CodeToken[]): boolean {
  const ending = timedLiterals(tokens)
  const made = tokens.flatMap(({ value }, index) => {
    const isClient = value === 'Client' && tokens[index - 2]?.value === 'http' && isLiteral(tokens, index)
    return isClient ? [ending.has(index + 1)] : []
  })
  return made.length > 0 && made.every((is) => is)
}

/** Whether a type is made here, and not only named as what a function gives back: gofmt has a space before its body. */
const isLiteral = (body: readonly CodeToken[], index: number): boolean => {
  const [type, brace] = [body[index], body[index + 1]]
  return brace?.value === '{' && brace.offset === (type?.offset ?? 0) + (type?.value.length ?? 0)
}

/**
 * Whether a file sends requests with clients that it keeps, and each time with a context that ends, in the function that sends or
 * in each one of the file that calls it, at first or at second hand.
 */
function areCallsLimited(functions: readonly (readonly CodeToken[])[]): boolean {
  const sending = functions.filter((body) =>
    body.some(
      (token, index) => token.value === 'Do' && body[index - 1]?.value === '.' && body[index + 1]?.value === '(',
    ),
  )
  const isEnded = (body: readonly CodeToken[], steps: number): boolean => {
    if (hasLimit(body)) return true
    const callers = steps === 0 ? [] : callersOf(body, functions)
    return callers.length > 0 && callers.every((each) => isEnded(each, steps - 1))
  }
  return sending.length > 0 && sending.every((body) => isEnded(body, 2))
}

/** The functions of a file that call one which nothing outside of its package can. */
function callersOf(
  body: readonly CodeToken[],
  functions: readonly (readonly CodeToken[])[],
): readonly (readonly CodeToken[])[] {
  const open = body[1]?.value === '(' ? closeOf(body, 1) + 2 : 2
  const name = body[open - 1]?.value ?? ''
  if (body[0]?.value !== 'func' || !/^[a-z]/.test(name) || body[open]?.value !== '(') return []
  return functions.filter(
    (other) => other !== body && other.some(({ value }, at) => value === name && other[at + 1]?.value === '('),
  )
}

/** Whether what stands at a place is a function of a package, `pb.NewCartClient`, and not a method of something. */
function isOfPackage(body: readonly CodeToken[], index: number): boolean {
  const value = (at: number): string => body[at]?.value ?? ''
  const owner = value(index - 2)
  if (value(index - 1) !== '.' || value(index - 3) === '.') return false
  return !body.some((token, at) => {
    if (token.value !== owner || at === index - 2 || value(at - 1) === '.') return false
    // `carts :=`, `carts, err :=`, `carts *Client`, `carts Client`
    return /^(?::=|,|\*)$/.test(value(at + 1)) || body[at + 1]?.type === 'name'
  })
}

/** A call of gRPC with a context and no message, `client.Watch(ctx)`, opens a stream to send them by, which lasts as long as somebody does. */
function opensStream(given: readonly CodeToken[]): boolean {
  const [, message] = parted(given)
  return isContext(given) && (message === undefined || (message[0]?.value === 'grpc' && message[1]?.value === '.'))
}

/** The first argument: `ctx`, `r.Context()`. */
const isContext = (given: readonly CodeToken[]): boolean =>
  (parted(given)[0] ?? []).some(({ value }) => /ctx|context/i.test(value))
/** The tokens of each function, and of what stands before them; functions inside of others are part of them. */
function functionsOf(tokens: readonly CodeToken[], at: (offset: number) => At): CodeToken[][] {
  const found = tokens.flatMap(({ type, value, offset }, index) =>
    type === 'name' && value === 'func' && at(offset).column === 1 ? [index] : [],
  )
  // What stands before the first is made once for all.
  const starts = [0, ...found]
  return starts.map((start, index) => tokens.slice(start, starts[index + 1]))
}
