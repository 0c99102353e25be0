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
  ['java.net.http.HttpClient', ['HttpClient', '.', 'newBuilder', '(']],
  ['HttpClients', ['HttpClients', '.', 'createDefault', '(']],
  ['HttpClients', ['HttpClients', '.', 'custom', '(']],
  ['HttpClientBuilder', ['HttpClientBuilder', '.', 'create', '(']],
]

/** Clients of Spring, of Apache and of the JDK; anything about a timeout in the same file ends their calls. */
export function remoteCalls(tokens: readonly CodeToken[], at: (offset: number) => At): RemoteCallFact[] {
  const hasDeadline = tokens.some(({ type, value }) => type === 'name' && /timeout|requestFactory/i.test(value))
  const builders = tokens.flatMap(({ value }, index) =>
    tokens[index - 1]?.value === 'RestTemplateBuilder' && tokens[index - 2]?.value !== '.' ? [value] : [],
  )
  const facts: RemoteCallFact[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    const next = tokens[index + 1]?.value
    if (token?.type !== 'name' || (next !== '.' && token.value !== 'new')) continue
    const isBuilt = next === '.' && builders.includes(token.value) && tokens[index - 1]?.value !== '.'
    const made = makers.find(([, words]) => words.every((word, step) => tokens[index + step]?.value === word))
    const client = isBuilt ? 'RestTemplate' : made?.[0]
    if (client !== undefined) facts.push({ kind: 'remote-call', at: at(token.offset), client, hasDeadline })
  }
  return facts
}
