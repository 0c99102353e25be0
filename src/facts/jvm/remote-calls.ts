import type { CodeToken } from '../code/lexer.ts'
import type { At, RemoteCallFact } from '../fact.ts'

/** How each client is made that has no deadline of its own. */
const makers: readonly (readonly [client: string, words: readonly string[]])[] = [
  ['RestTemplate', ['new', 'RestTemplate', '(', ')']],
  ['RestClient', ['RestClient', '.', 'create', '(']],
  ['RestClient', ['RestClient', '.', 'builder', '(']],
  ['WebClient', ['WebClient', '.', 'create', '(']],
  ['WebClient', ['WebClient', '.', 'builder', '(']],
  ['java.net.http.HttpClient', ['HttpClient', '.', 'newHttpClient', '(']],
]

/** Clients of Spring and of the JDK; anything about a timeout in the same file ends their calls. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ type, value }) => type === 'name' && /timeout|requestFactory/i.test(value))
  return tokens.flatMap(({ type, offset }, index): RemoteCallFact[] => {
    if (type !== 'name') return []
    const made = makers.find(([, words]) => words.every((word, step) => tokens[index + step]?.value === word))
    return made ? [{ kind: 'remote-call', at: at(offset), client: made[0], hasDeadline }] : []
  })
}
