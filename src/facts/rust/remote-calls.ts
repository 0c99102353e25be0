import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

/** reqwest and clients of tonic wait for ever, unless their builder or the request is given a timeout. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(
    ({ type, value }) => type === 'name' && /^(?:(?:read_|set_)?timeout|timeout_at)$/.test(value),
  )
  const usesTonic = tokens.some(({ value }) => value === 'tonic')
  return tokens.flatMap(({ value, offset }, index): RemoteCallFact[] => {
    const contract = usesTonic ? /^(\w+)Client$/.exec(value)?.[1] : undefined
    if (
      contract !== undefined &&
      ['::', 'connect', '('].every((word, step) => tokens[index + 1 + step]?.value === word)
    )
      return [{ kind: 'remote-call', at: at(offset), client: value, hasDeadline, protocol: 'grpc', contract }]
    const path = tokens.slice(index + 1, index + 5).map((token) => token.value)
    const isMade =
      value === 'reqwest' && path[0] === '::' && (path[1] === 'get' || (path[1] === 'Client' && path[3] === 'new'))
    return isMade ? [{ kind: 'remote-call', at: at(offset), client: 'reqwest', hasDeadline }] : []
  })
}
