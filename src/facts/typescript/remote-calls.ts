import { between, closeOf } from '../code/brackets.ts'
import type { At, RemoteCallFact } from '../fact.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** Methods of clients that send a request. */
export const verb = /^(?:get|post|put|patch|delete|head|options|request)$/
const ofNeedle = ['response_timeout', 'read_timeout']
const deadline: ReadonlySet<string> = new Set(['signal', 'timeout', 'timeoutMs', 'dispatcher', 'agent', ...ofNeedle])
const wait: ReadonlySet<string> = new Set([
  'timeout',
  'timeoutMs',
  'setTimeout',
  'signal',
  'defaultTimeoutMs',
  ...ofNeedle,
])

/** How many words a type may have. */
const farthestType = 25

/** Modules whose calls are known by the name that they are loaded under. */
export const clientModules = [
  ...['request', 'request-promise', 'request-promise-native', 'got', 'superagent', 'needle'],
  ...['http', 'https', 'node:http', 'node:https'],
]

/** Whether a file says anything of how long it waits. */
export const mentionsTimeout = (tokens: readonly CodeToken[]): boolean => tokens.some(({ value }) => wait.has(value))

/**
 * `fetch`, axios, got, request and Node's own clients wait for ever, unless a signal or a timeout says otherwise. A client made in the same file
 * with a timeout of its own has one for all. A path without a host is a browser's call of its own origin.
 */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const setForAll = hasTimeoutForAll(tokens)
  const deadlines = between(tokens, (word) => deadline.has(word))
  const spreads = between(tokens, (word) => word === '...')
  const loaded = { modules: loadedModules(tokens), functions: nodesFunctions(tokens) }
  const paths = namedPaths(tokens)
  const isOpen = openOptions(tokens, (start, end) => spreads(start, end) || deadlines(start, end))
  const isRaced = racedCalls(tokens)
  const isPatient = !mentionsTimeout(tokens)
  const isHanded = isHandedFetch(tokens)
  return tokens.flatMap((token, index): RemoteCallFact[] => {
    const client = clientAt(tokens, index, loaded)
    if (client === undefined || (client.name === 'fetch' && isHanded)) return []
    const [start, end] = [client.open + 1, closeOf(tokens, client.open)]
    const [first, last] = start < end ? [tokens[start], tokens[end - 1]] : []
    const url = literalOf(first) ?? (first?.type === 'TemplateHead' ? first.value.slice(1) : undefined)
    // A name alone as the second argument may hold anything.
    const isHandedOn = spreads(start, end) || isOpen(last, start < end - 1)
    const head = first?.type === 'TemplateHead' && first.value === '`${' ? tokens[start + 1] : first
    // A path, or this very machine: it asks itself.
    // So does what is joined as a path: no address survives that, `http://` has one slash then.
    const isJoined = first?.value === 'path' && tokens[start + 1]?.value === '.' && tokens[start + 2]?.value === 'join'
    if (url?.startsWith('/') || paths.has(head?.value ?? '') || isHandedOn || isJoined) return []
    if (client.isNodes && (!isPatient || /localhost|127\.0\.0\.1/.test(url ?? ''))) return []
    // Its deadline stands behind the call: `superagent.get(url).timeout(1000)`.
    const isToldBehind = client.name.startsWith('superagent') && !isPatient
    const isEnded = isToldBehind || isRaced(index) || deadlines(start, end)
    const hasDeadline = (client.name !== 'fetch' && setForAll) || isEnded
    return [{ kind: 'remote-call', at: at(token.offset), client: client.name, hasDeadline }]
  })
}

/** How far before a parameter the bracket of all is looked for. */
const farthestBracket = 80

/** Whether a function is handed what it calls `fetch`, of a type of the code's own: `resolve(url: string, fetch: EmbedFetcher)`. */
const isHandedFetch = (tokens: readonly CodeToken[]): boolean =>
  tokens.some(({ value }, index) => {
    const [sign, type] = [tokens[index + 1]?.value, tokens[index + 2]?.value ?? '']
    if (value !== 'fetch' || sign !== ':' || !/^[A-Z]/.test(type)) return false
    let depth = 0
    for (let at = index - 1; at >= 0 && at > index - farthestBracket; at--) {
      const word = tokens[at]?.value ?? ''
      if (/^[)\]}]$/.test(word)) depth++
      if (/^[([{]$/.test(word) && depth-- === 0) return word === '('
    }
    return false
  })

/**
 * Whether the last of several arguments is a name alone that may hold a deadline: `options`, by custom; `fetchOptions`,
 * where the file does not write out what is in it, or adds to what comes from elsewhere.
 */
function openOptions(
  tokens: readonly CodeToken[],
  mayEnd: (start: number, end: number) => boolean,
): (last: CodeToken | undefined, isFurther: boolean) => boolean {
  const written = writtenObjects(tokens)
  return (last, isFurther) => {
    const name = last?.value ?? ''
    if (/^(?:options|init|config|opts)$/.test(name)) return true
    const open = written.get(name)
    if (!isFurther || (open === undefined && !/(?:Options|Init|Config|Opts)$/.test(name))) return false
    return open === undefined || mayEnd(open, closeOf(tokens, open))
  }
}

/** Where the objects open that a file writes out and gives a name, behind a type if there is one: `const requestOptions: RequestInit = {`. */
function writtenObjects(tokens: readonly CodeToken[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [index, { value }] of tokens.entries()) {
    const name = tokens[index + 1]?.value ?? ''
    if (!/^(?:const|let|var)$/.test(value) || found.has(name)) continue
    const equals = tokens.slice(index + 2, index + farthestType).findIndex((token) => /^[=;]$/.test(token.value))
    const open = index + 3 + equals
    if (equals >= 0 && tokens[open]?.value === '{' && tokens[open - 1]?.value === '=') found.set(name, open)
  }
  return found
}

/** What a file loads: whole modules, and functions of Node's own clients. */
interface Loaded {
  /** By the name that the file has for it, without `node:`. */
  readonly modules: ReadonlyMap<string, string>
  readonly functions: ReadonlySet<string>
}

function clientAt(
  tokens: readonly CodeToken[],
  index: number,
  { modules: loaded, functions }: Loaded,
): Client | undefined {
  const [before, token, next, method] = [
    tokens[index - 1]?.value,
    tokens[index],
    tokens[index + 1]?.value,
    tokens[index + 2]?.value ?? '',
  ]
  if (token?.type !== 'IdentifierName' || before === '.' || before === 'function') return undefined
  if (token.value === 'fetch' && next === '(')
    return isMethod(tokens, index) ? undefined : { name: 'fetch', open: index + 1 }
  if (functions.has(token.value) && next === '(') return { name: `http.${token.value}`, open: index + 1, isNodes: true }
  const module = token.value === 'axios' ? 'axios' : loaded.get(token.value)
  if (module === undefined) return undefined
  const open = argumentsOf(tokens, index + 3)
  const isCalled = next === '.' && open !== undefined
  if (/^https?$/.test(module))
    return isCalled && /^(?:request|get)$/.test(method)
      ? { name: `${module}.${method}`, open, isNodes: true }
      : undefined
  const ownOpen = argumentsOf(tokens, index + 1)
  if (ownOpen !== undefined) return { name: module, open: ownOpen }
  return isCalled && verb.test(method) ? { name: `${module}.${method}`, open } : undefined
}

/** What stands before a member of a class or an object. */
const beforeMember = /^(?:async|public|private|protected|static|override|abstract|readonly|[{};,*])$/

/** Whether a name with brackets behind it is that of a method which is written there: `async fetch(id: string): Promise<Price> {`. */
function isMethod(tokens: readonly CodeToken[], index: number): boolean {
  const behind = tokens[closeOf(tokens, index + 1) + 1]?.value
  return behind === '{' || (behind === ':' && beforeMember.test(tokens[index - 1]?.value ?? ''))
}

/** Where the arguments of a call begin behind its name, with a type before them or none: `get<Price[]>(url)`. */
function argumentsOf(tokens: readonly CodeToken[], index: number): number | undefined {
  if (tokens[index]?.value === '(') return index
  if (tokens[index]?.value !== '<') return undefined
  let depth = 0
  for (let end = index; end < index + farthestType; end++) {
    const value = tokens[end]?.value ?? ''
    if (value === '<') depth++
    if (/^>+$/.test(value)) depth -= value.length
    if (depth <= 0) return tokens[end + 1]?.value === '(' ? end + 1 : undefined
  }
  return undefined
}

interface Client {
  readonly name: string
  readonly open: number
  /** Of Node itself: requests of it are told later how long to wait. */
  readonly isNodes?: true
}

/** Names that a file gives to paths: `const RATES = '/api/rates'`. */
function namedPaths(tokens: readonly CodeToken[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap(({ value, type }, index) => {
      const isNamed = type === 'IdentifierName' && tokens[index + 1]?.value === '='
      return isNamed && literalOf(tokens[index + 2])?.startsWith('/') ? [value] : []
    }),
  )
}

/** Modules of clients that a file loads whole: `const sa = require('superagent')`, `import got from 'got'`, `import * as http from 'node:http'`. */
function loadedModules(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  return new Map(
    tokens.flatMap((token, index) => {
      const module = literalOf(token)
      if (module === undefined || !clientModules.includes(module)) return []
      const before = (steps: number): CodeToken | undefined => tokens[index - steps]
      const isRequired = before(1)?.value === '(' && before(2)?.value === 'require' && before(3)?.value === '='
      const name = isRequired ? before(4) : before(1)?.value === 'from' ? before(2) : undefined
      return name?.type === 'IdentifierName' ? [[name.value, module.replace('node:', '')] as const] : []
    }),
  )
}

/** What does something later, or once time is up: `setTimeout`, `useTimeout`, `onTimeout`. */
const delaying = /^(?:set|clear|use|on|handle|after)/i

/** Calls that something else ends: `Promise.race([fetch(url), later(1000)])`, `withTimeout(fetch(url), 1000)`. */
function racedCalls(tokens: readonly CodeToken[]): (index: number) => boolean {
  let end = 0
  const ended = tokens.map(({ value }, index) => {
    const isEnding = value === 'race' || (/timeout$/i.test(value) && !delaying.test(value))
    if (isEnding && tokens[index + 1]?.value === '(') end = Math.max(end, closeOf(tokens, index + 1))
    return index < end
  })
  return (index) => ended[index] === true
}

/** `const { request, get } = require('http')`, `import { request } from 'node:https'`. */
function nodesFunctions(tokens: readonly CodeToken[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token, index) => {
      if (!/^(?:node:)?https?$/.test(literalOf(token) ?? '')) return []
      const isRequired = tokens[index - 1]?.value === '(' && tokens[index - 2]?.value === 'require'
      const close = index - (isRequired ? 4 : 2)
      if (tokens[close]?.value !== '}' || (!isRequired && tokens[index - 1]?.value !== 'from')) return []
      const open = tokens.slice(0, close).findLastIndex(({ value }) => value === '{')
      return tokens.slice(open + 1, close).flatMap(({ value }) => (/^(?:request|get)$/.test(value) ? [value] : []))
    }),
  )
}

/** `axios.create({ timeout })`, `axios.defaults.timeout`, `request.defaults({ timeout })`, `got.extend({ timeout })`. */
function hasTimeoutForAll(tokens: readonly CodeToken[]): boolean {
  return tokens.some(({ value }, index) => {
    if (value !== 'create' && value !== 'defaults' && value !== 'extend') return false
    return tokens.slice(index, index + 40).some((token) => token.value === 'timeout')
  })
}
