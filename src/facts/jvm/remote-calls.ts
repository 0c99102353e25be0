import type { CodeToken } from '../code/lexer.ts'
import type { At, ClientUseFact, RemoteCallFact } from '../fact.ts'

const jdk = 'java.net.http.HttpClient'
const connecting = /^(?:\w+_)?connect(?:ion)?_?timeout\w*$/i

/** How each client is made that has no deadline of its own. */
const makers: readonly (readonly [client: string, words: readonly string[]])[] = [
  ['RestTemplate', ['new', 'RestTemplate', '(', ')']],
  ['RestTemplate', ['new', 'RestTemplateBuilder', '(', ')', '.', 'build', '(']],
  ['RestClient', ['RestClient', '.', 'create', '(']],
  ['RestClient', ['RestClient', '.', 'builder', '(']],
  ['WebClient', ['WebClient', '.', 'create', '(']],
  ['WebClient', ['WebClient', '.', 'builder', '(']],
  [jdk, ['HttpClient', '.', 'newHttpClient', '(']],
  [jdk, ['HttpClient', '.', 'newBuilder', '(']],
  ['HttpClients', ['HttpClients', '.', 'createDefault', '(']],
  ['HttpClients', ['HttpClients', '.', 'custom', '(']],
  ['HttpClientBuilder', ['HttpClientBuilder', '.', 'create', '(']],
  // Kotlin has no word for it.
  ['RestTemplate', ['RestTemplate', '(', ')']],
  ['RestTemplate', ['RestTemplateBuilder', '(', ')', '.', 'build', '(']],
  ['ClientBuilder', ['ClientBuilder', '.', 'newClient', '(']],
  ['ClientBuilder', ['ClientBuilder', '.', 'newBuilder', '(']],
  ['ResteasyClientBuilder', ['new', 'ResteasyClientBuilder', '(', ')']],
  ['HttpURLConnection', ['(', 'HttpURLConnection', ')']],
  ['HttpURLConnection', ['as', 'HttpURLConnection']],
]

const ofKotlin = /^RestTemplate(?:Builder)?$/
/** Kinds of clients that beans are of. */
const offered = /^(?:RestTemplate|RestClient|WebClient)/
/** How far behind `@Bean` a client is made. */
const longestBean = 60

/** The type of answers that come as a stream of events. */
const eventStream = /^TEXT_EVENT_STREAM(?:_VALUE)?$|text\/event-stream/

/** Clients of Spring, of JAX-RS, of Apache and of the JDK; anything about a timeout in the same file ends their calls, but for that of connecting. */
export function remoteCalls(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
): (RemoteCallFact | ClientUseFact)[] {
  const ends = tokens.flatMap(({ type, value }, index) => {
    // `mono.block(Duration.ofSeconds(1))` waits no longer than it says.
    const isBlocking = /^block(?:Optional|First|Last)?$/.test(value) && tokens[index + 1]?.value === '('
    // A command of Hystrix gives up after a second where nobody tells it otherwise.
    const isCommand = value === 'HystrixCommand' && tokens[index - 1]?.value !== '.'
    const isNamed = isCommand || /timeout|timeLimiter|requestFactory/i.test(value)
    const isEnd = isBlocking ? tokens[index + 2]?.value !== ')' : isNamed
    // `client.property("jersey.config.client.readTimeout", 1000)`
    return type === 'text' ? (/read\.?timeout$/i.test(value) ? [value] : []) : isEnd ? [value] : []
  })
  // The JDK's client, once connected, waits for ever for the answer to a request that has no timeout of its own.
  const isSending = tokens.some(
    ({ value }, index) => value === 'HttpRequest' && tokens[index + 2]?.value === 'newBuilder',
  )
  const endsOf = (client: string): readonly string[] =>
    client === jdk && isSending ? ends.filter((word) => !connecting.test(word)) : ends
  const hasDeadline = ends.length > 0
  // A client of that name of OpenSearch and Elasticsearch gives up by itself, after 30 seconds.
  const isOfSearch = tokens.some(
    ({ value }, index) =>
      value === 'RestClient' && /^(?:opensearch|elasticsearch)$/.test(tokens[index - 4]?.value ?? ''),
  )
  // That of Quarkus does so as well.
  const isOfQuarkus = tokens.some(({ value }) => value === 'quarkus')
  // What a model writes comes word by word, for as long as it writes.
  const isStreaming = tokens.some(({ value }) => eventStream.test(value))
  const builders = tokens.flatMap(({ value }, index) =>
    tokens[index - 1]?.value === 'RestTemplateBuilder' && tokens[index - 2]?.value !== '.' ? [value] : [],
  )
  const handed = handedBuilders(tokens)
  const facts: RemoteCallFact[] = []
  let bean = Number.NEGATIVE_INFINITY
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    const next = tokens[index + 1]?.value
    if (token?.value === 'Bean' && tokens[index - 1]?.value === '@') bean = index
    const isCast = next === 'HttpURLConnection' && /^(?:\(|as)$/.test(token?.value ?? '')
    const isOfKotlin = next === '(' && ofKotlin.test(token?.value ?? '') && tokens[index - 1]?.value !== 'new'
    const isMaking = token?.value === 'new' || isOfKotlin
    if (token === undefined || (!isCast && (token.type !== 'name' || (next !== '.' && !isMaking)))) continue
    const isBuilt = next === '.' && builders.includes(token.value) && tokens[index - 1]?.value !== '.'
    const made = makers.find(([, words]) => words.every((word, step) => tokens[index + step]?.value === word))
    const isOwn = next === '.' && tokens[index - 1]?.value !== '.'
    const asked = isOwn && made === undefined ? handed.get(token.value) : undefined
    if (asked !== undefined) {
      // Whoever made the builder may have given it an end, which is told where it is made.
      const offers = index - bean < longestBean ? { offers: asked } : {}
      const protocol = asked === 'WebClient' ? 'spring-reactive' : 'spring'
      const handedOut = { isHanded: true, protocol, ...offers } as const
      facts.push({ kind: 'remote-call', at: at(token.offset), client: asked, hasDeadline, ...handedOut })
      continue
    }
    const client = isBuilt ? 'RestTemplate' : made?.[0]
    const isKnownToEnd = (client === 'RestClient' && isOfSearch) || (client === 'ClientBuilder' && isOfQuarkus)
    if (client === undefined || isKnownToEnd || (client === 'WebClient' && isStreaming)) continue
    const offers = index - bean < longestBean && offered.test(client) ? { offers: client } : {}
    const setting = isBuilt ? ({ protocol: 'spring' } as const) : {}
    const isEnded = endsOf(client).length > 0
    facts.push({ kind: 'remote-call', at: at(token.offset), client, hasDeadline: isEnded, ...setting, ...offers })
  }
  const isOffering = new Set(facts.flatMap(({ client, isHanded, offers }) => (isHanded && !offers ? [] : [client])))
  return [...facts, ...clientUses(tokens, hasDeadline, at).filter(({ client }) => !isOffering.has(client))]
}

/** Names of builders that Spring hands to whoever asks for one: `WebClient.Builder clients`, `clients: RestClient.Builder`. */
function handedBuilders(tokens: readonly CodeToken[]): ReadonlyMap<string, string> {
  return new Map(
    tokens.flatMap(({ value }, index) => {
      if (!/^(?:WebClient|RestClient)$/.test(value) || tokens[index + 2]?.value !== 'Builder') return []
      const [before, name] = [tokens[index - 1]?.value, tokens[index + 3]]
      const called = before === ':' ? tokens[index - 2] : name
      return called?.type === 'name' && before !== 'new' ? [[called.value, value] as const] : []
    }),
  )
}

/** Each kind of client once, at the first place that speaks of it. */
function clientUses(
  tokens: readonly CodeToken[],
  hasDeadline: boolean,
  at: (offset: number) => At,
): readonly ClientUseFact[] {
  const uses = new Map<string, ClientUseFact>()
  for (const [index, { type, value, offset }] of tokens.entries()) {
    const client = type === 'name' && tokens[index - 1]?.value !== '.' ? offered.exec(value)?.[0] : undefined
    if (client === undefined || uses.has(client)) continue
    uses.set(client, { kind: 'client-use', at: at(offset), client, hasDeadline })
  }
  return [...uses.values()]
}
