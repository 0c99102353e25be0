import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

/** cURL and Guzzle wait for ever, unless they are told a time. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ value }) => /^CURLOPT_TIMEOUT(?:_MS)?$/.test(value))
  const usesGuzzle = tokens.some(({ value }) => value === 'GuzzleHttp')
  // Of the client, or of each call.
  const isTimed = tokens.some(({ value }) => value === 'timeout' || value === 'TIMEOUT')
  return tokens.flatMap(({ type, value, offset }, index): RemoteCallFact[] => {
    if (type !== 'name') return []
    if (value === 'curl_exec') return [{ kind: 'remote-call', at: at(offset), client: 'curl_exec', hasDeadline }]
    const isMade = usesGuzzle && value === 'Client' && tokens[index + 1]?.value === '(' && isNew(tokens, index)
    return isMade ? [{ kind: 'remote-call', at: at(offset), client: 'Guzzle', hasDeadline: isTimed }] : []
  })
}

/** `new Client(`, `new \\GuzzleHttp\\Client(` */
function isNew(tokens: readonly CodeToken[], index: number): boolean {
  let before = index - 1
  while (/^(?:\\|GuzzleHttp)$/.test(tokens[before]?.value ?? '')) before--
  return tokens[before]?.value === 'new'
}
