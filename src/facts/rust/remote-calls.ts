import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

const timeout = /^(?:(?:read_|set_)?timeout|timeout_(?:at|read|global|recv_response))$/
/** What makes a client, or asks at once. */
const ofUreq = /^(?:get|post|put|patch|delete|head|request|agent|AgentBuilder)$/
/** How many words what is taken from a crate may have. */
const longestUse = 60

/** reqwest (not its blocking client, which gives up after 30 seconds), ureq and clients of tonic wait for ever, unless their builder or the request is given a timeout. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ type, value }) => type === 'name' && timeout.test(value))
  const isPutIntoTimeout = tokens.some(
    ({ value }, index) => value === 'timeout' && tokens[index + 1]?.value === '(' && tokens[index - 1]?.value !== '.',
  )
  const names = new Set(tokens.map(({ value }) => value))
  const crate = crateOfClient(tokens)
  return tokens.flatMap(({ value, offset }, index): RemoteCallFact[] => {
    const word = (step: number): string => tokens[index + step]?.value ?? ''
    if (word(1) !== '::') return []
    const fact = (client: string, isEnded = hasDeadline): RemoteCallFact[] => [
      { kind: 'remote-call', at: at(offset), client, hasDeadline: isEnded },
    ]
    const contract = word(2) === 'connect' && word(3) === '(' ? /^(\w+)Client$/.exec(value)?.[1] : undefined
    if (contract !== undefined && (names.has('tonic') || names.has(moduleOf(contract))))
      return [{ kind: 'remote-call', at: at(offset), client: value, hasDeadline, protocol: 'grpc', contract }]
    if (value === 'ureq' && ofUreq.test(word(2)) && word(-1) !== 'use') return fact('ureq')
    // No builder can tell this one, only what it is put into: `timeout(limit, reqwest::get(url))`.
    if (value === 'reqwest' && word(2) === 'get') return fact('reqwest', isPutIntoTimeout)
    if (value !== 'Client' || !/^(?:new|builder|default)$/.test(word(2)) || word(3) !== '(') return []
    // A client of hyper has no deadline for requests to be told: whoever calls with it ends that, in whichever file.
    return (word(-1) === '::' ? crateBefore(tokens, index) : crate) === 'reqwest' ? fact('reqwest') : []
  })
}

/** Where tonic puts the client of a service: `order_book_client`. */
const moduleOf = (service: string): string =>
  `${service.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}_client`

/** `reqwest` of `reqwest::Client`; `blocking` tells of another client. */
function crateBefore(tokens: readonly CodeToken[], index: number): string | undefined {
  let first = index
  while (tokens[first - 1]?.value === '::' && tokens[first]?.value !== 'blocking') first -= 2
  return tokens[first]?.value
}

/** Where a file takes `Client` from: `use reqwest::{Client, StatusCode};`. */
function crateOfClient(tokens: readonly CodeToken[]): string | undefined {
  for (const [index, { value }] of tokens.entries()) {
    const crate = value === 'use' ? (tokens[index + 1]?.value ?? '') : ''
    if (crate !== 'reqwest') continue
    const rest = tokens.slice(index, index + longestUse).map((token) => token.value)
    const taken = rest.slice(0, rest.includes(';') ? rest.indexOf(';') : undefined)
    if (taken.includes('Client') && !taken.includes('blocking')) return crate
  }
  return undefined
}
