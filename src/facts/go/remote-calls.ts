import { inside } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

/** Functions of net/http that use a client without any deadline. */
const plain = /^(?:Get|Post|PostForm|Head)$/

/** Calls of net/http's own client, and of gRPC clients made on the spot; a context with a deadline ends them. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  return functionsOf(tokens, at).flatMap((body) => {
    const isLimited = body.some(({ value }) => value === 'WithTimeout' || value === 'WithDeadline')
    return body.flatMap((token, index): RemoteCallFact[] => {
      const fact = (client: string, hasDeadline: boolean): RemoteCallFact[] => [
        { kind: 'remote-call', at: at(token.offset), client, hasDeadline },
      ]
      const next = (distance: number): string => body[index + distance]?.value ?? ''
      if (token.value === 'http' && next(1) === '.' && body[index - 1]?.value !== '.') {
        if (plain.test(next(2)) && next(3) === '(') return fact(`http.${next(2)}`, false)
        if (next(2) === 'DefaultClient' && next(4) === 'Do') return fact('http.DefaultClient.Do', isLimited)
        if (next(2) === 'Client' && next(3) === '{') {
          const hasTimeout = inside(body, index + 3).some(({ value }) => value === 'Timeout')
          return hasTimeout || isLimited ? [] : fact('http.Client', false)
        }
      }
      const service = /^New(\w+)Client$/.exec(token.value)?.[1]
      if (service === undefined || body[index - 1]?.value !== '.' || next(1) !== '(') return []
      const end = index + 2 + inside(body, index + 1).length
      const method = body[end + 2]?.value ?? ''
      // Kept for later it may be called with any context.
      if (body[end + 1]?.value !== '.' || !/^[A-Z]/.test(method) || body[end + 3]?.value !== '(') return []
      const arguments_ = inside(body, end + 3)
      return /ctx|context/i.test(arguments_[0]?.value ?? '') ? fact(`${service}.${method}`, isLimited) : []
    })
  })
}

/** The tokens of each function; functions inside of others are part of them. */
function functionsOf(tokens: readonly CodeToken[], at: (offset: number) => At): CodeToken[][] {
  const starts = tokens.flatMap(({ type, value, offset }, index) =>
    type === 'name' && value === 'func' && at(offset).column === 1 ? [index] : [],
  )
  return starts.map((start, index) => tokens.slice(start, starts[index + 1]))
}
