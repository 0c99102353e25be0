import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

/** cURL waits for ever, unless it is told a time. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ value }) => /^CURLOPT_TIMEOUT(?:_MS)?$/.test(value))
  return tokens.flatMap(({ type, value, offset }): RemoteCallFact[] =>
    type === 'name' && value === 'curl_exec'
      ? [{ kind: 'remote-call', at: at(offset), client: 'curl_exec', hasDeadline }]
      : [],
  )
}
