import { between, closeOf, inside, parted } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, DefaultDeadlineFact, RemoteCallFact } from '../fact.ts'

const verb = /^(?:get|post|put|patch|delete|head|options|request)$/

/** `requests.get(url)`, a session's or a pool's `get(url)`, `urlopen(url)`, connections of `http.client` and calls of a gRPC stub wait for ever, unless `timeout` says otherwise. */
export function remoteCalls(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (RemoteCallFact | DefaultDeadlineFact)[] {
  const stubs = stubNames(tokens)
  const isSession = sessionsOf(tokens)
  const opens = importsUrlopen(tokens)
  const modules = requestsNames(tokens)
  const functions = requestsFunctions(tokens)
  // What is handed on (`**options`) may hold it.
  const deadlines = between(
    tokens,
    (word, index) =>
      (word === 'timeout' && tokens[index + 1]?.value === '=' && tokens[index + 2]?.value !== 'None') ||
      (word === '*' && tokens[index + 1]?.value === '*'),
  )
  const endless = between(
    tokens,
    (word, index) => word === 'timeout' && tokens[index + 1]?.value === '=' && tokens[index + 2]?.value === 'None',
  )
  const policy = tokens.find((_, index) => endsCalls(tokens, index))
  const ends: DefaultDeadlineFact[] = policy
    ? [{ kind: 'default-deadline', at: at(policy.offset), protocol: 'asyncio' }]
    : []
  const calls = tokens.flatMap((token, index): RemoteCallFact[] => {
    if (opens && token.value === 'urlopen' && tokens[index + 1]?.value === '(') {
      const words = inside(tokens, index + 1)
      // Its second argument is the body, and its third the deadline; numbers are no words here.
      const hasDeadline = words.some(({ value }) => value === 'timeout' || value === '*') || commasIn(words) > 1
      return [{ kind: 'remote-call', at: at(token.offset), client: 'urlopen', hasDeadline }]
    }
    const [dot, method, open] = tokens.slice(index + 1, index + 4)
    const isFirst = token.type === 'name' && !/^(?:\.|def)$/.test(tokens[index - 1]?.value ?? '')
    const fact = (client: string, opened: number): RemoteCallFact[] => [
      {
        kind: 'remote-call',
        at: at(token.offset),
        client,
        hasDeadline: deadlines(opened + 1, closeOf(tokens, opened)),
      },
    ]
    const taken = isFirst && dot?.value === '(' ? functions.get(token.value) : undefined
    if (taken !== undefined) return fact(`requests.${taken}`, index + 1)
    if (isFirst && isConnection(tokens, index)) return fact(tokens[index + 4]?.value ?? '', index + 5)
    if (token.type !== 'name' || dot?.value !== '.' || open?.value !== '(' || method === undefined) return []
    // The one whose calls end by themselves, unless it is told that they need not.
    if (token.value === 'httpx' && tokens[index - 1]?.value !== '.' && endless(index + 4, closeOf(tokens, index + 3)))
      return [
        {
          kind: 'remote-call',
          at: at(token.offset),
          client: `httpx.${method.value}`,
          hasDeadline: false,
          protocol: 'asyncio',
        },
      ]
    const isOwn = modules.has(token.value) && tokens[index - 1]?.value !== '.'
    const isRequests = (isOwn || isSession(token.value, index)) && verb.test(method.value)
    const isStub = stubs.has(token.value) && /^[A-Z]/.test(method.value)
    if (!isRequests && !isStub) return []
    return fact(`${isOwn ? 'requests' : token.value}.${method.value}`, index + 3)
  })
  return [...calls, ...ends]
}

/** `asyncio.wait_for(call(), timeout)`, `asyncio.timeout(5)`, `anyio.fail_after(5)`: a policy that calls are put into. Waiting for an event is none. */
function endsCalls(tokens: readonly CodeToken[], index: number): boolean {
  const [dot, method, open] = tokens.slice(index + 1, index + 4)
  if (
    dot?.value !== '.' ||
    open?.value !== '(' ||
    !/^(?:asyncio|anyio|async_timeout)$/.test(tokens[index]?.value ?? '')
  )
    return false
  if (/^(?:timeout|timeout_at|fail_after|move_on_after)$/.test(method?.value ?? '')) return true
  const [called] = parted(inside(tokens, index + 3))
  return (
    method?.value === 'wait_for' && called?.some(({ value }) => /^(?:wait|get|join|acquire)$/.test(value)) === false
  )
}

/** Those that stand in no further brackets. */
function commasIn(words: readonly CodeToken[]): number {
  let depth = 0
  return words.filter(({ value }) => {
    if (/^[([{]$/.test(value)) depth++
    if (/^[)\]}]$/.test(value)) depth--
    return value === ',' && depth === 0
  }).length
}

/** A function of that name may be one's own. */
const importsUrlopen = (tokens: readonly CodeToken[]): boolean =>
  tokens.some(
    ({ value }, index) =>
      value === 'urllib' && tokens[index + 1]?.value === '.' && tokens[index + 2]?.value === 'request',
  )

/** Names that hold a stub: `stub = catalog_pb2_grpc.CatalogStub(channel)`. */
function stubNames(tokens: readonly CodeToken[]): Set<string> {
  const names = new Set<string>()
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== 'name' || !/.Stub$/.test(value) || tokens[index + 1]?.value !== '(') continue
    const equals = tokens[index - 1]?.value === '.' ? index - 3 : index - 1
    const target = tokens[equals - 1]
    if (tokens[equals]?.value === '=' && target?.type === 'name') names.add(target.value)
  }
  return names
}

/** What a file calls requests: `import requests as http`. */
const requestsNames = (tokens: readonly CodeToken[]): ReadonlySet<string> =>
  new Set([
    'requests',
    ...tokens.flatMap(({ value }, index) => {
      const isRenamed =
        value === 'as' && tokens[index - 1]?.value === 'requests' && tokens[index - 2]?.value === 'import'
      return isRenamed ? [tokens[index + 1]?.value ?? ''] : []
    }),
  ])

/** Functions of requests that a file takes by themselves, with their names there: `from requests import get`. */
function requestsFunctions(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  const start = tokens.findIndex(
    ({ value }, index) =>
      value === 'from' && tokens[index + 1]?.value === 'requests' && tokens[index + 2]?.value === 'import',
  )
  const found = new Map<string, string>()
  for (let at = start + 3; start >= 0 && /^[(,]$|^import$/.test(tokens[at - 1]?.value ?? ''); ) {
    const name = tokens[at]?.value ?? ''
    const isRenamed = tokens[at + 1]?.value === 'as'
    if (verb.test(name)) found.set((isRenamed ? tokens[at + 2]?.value : undefined) ?? name, name)
    // Behind a bracket, a comma or the whole of a name.
    at += name === '(' ? 1 : isRenamed ? 4 : 2
  }
  return found
}

/** `HTTPConnection(host)` of `http.client`, imported by itself or not. */
const isConnection = (tokens: readonly CodeToken[], index: number): boolean =>
  tokens[index]?.value === 'http' &&
  tokens[index + 2]?.value === 'client' &&
  /^HTTPS?Connection$/.test(tokens[index + 4]?.value ?? '') &&
  tokens[index + 5]?.value === '('

/**
 * Whether a name holds a session of requests, or a pool of urllib3, at a place: `self.session = requests.Session()`, `with
 * requests.Session() as session`. A session of aiohttp, which ends calls by itself, may bear the same name in another function.
 */
function sessionsOf(tokens: readonly CodeToken[]): (name: string, place: number) => boolean {
  // An adapter may bring the deadline for all.
  if (tokens.some(({ type, value }) => type === 'name' && /timeout.*adapter|adapter.*timeout/i.test(value)))
    return () => false
  const bound = new Map<string, { readonly index: number; readonly isEndless: boolean }[]>()
  const passed = new Map<string, number>()
  for (const [index, { value }] of tokens.entries()) {
    const isSession = /^[Ss]ession$/.test(value) && tokens[index - 2]?.value === 'requests'
    const isPool = value === 'PoolManager' && tokens[index - 2]?.value === 'urllib3'
    const isOther = value === 'ClientSession' && tokens[index - 2]?.value === 'aiohttp'
    if ((!isSession && !isPool && !isOther) || tokens[index + 1]?.value !== '(') continue
    const end = closeOf(tokens, index + 1)
    // A pool may be told for all that it asks.
    if (!isOther && inside(tokens, index + 1).some((token) => token.value === 'timeout')) continue
    const [sign, target] =
      tokens[index - 3]?.value === '=' ? ['=', tokens[index - 4]] : [tokens[end + 1]?.value, tokens[end + 2]]
    if (!/^(?:=|as)$/.test(sign ?? '') || target?.type !== 'name') continue
    const all = bound.get(target.value) ?? []
    all.push({ index, isEndless: !isOther })
    bound.set(target.value, all)
  }
  // Places are asked for in their order, so that no file is gone through time and again.
  return (name, place) => {
    const all = bound.get(name) ?? []
    let next = passed.get(name) ?? 0
    while ((all[next]?.index ?? place) < place) next++
    passed.set(name, next)
    return (all[next - 1] ?? all[0])?.isEndless === true
  }
}
