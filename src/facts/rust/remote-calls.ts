import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

/** reqwest waits for ever, unless its builder or the request is given a timeout. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ type, value }) => type === 'name' && /^(?:read_)?timeout$/.test(value))
  return tokens.flatMap(({ value, offset }, index): RemoteCallFact[] => {
    const path = tokens.slice(index + 1, index + 5).map((token) => token.value)
    const isMade =
      value === 'reqwest' && path[0] === '::' && (path[1] === 'get' || (path[1] === 'Client' && path[3] === 'new'))
    return isMade ? [{ kind: 'remote-call', at: at(offset), client: 'reqwest', hasDeadline }] : []
  })
}
