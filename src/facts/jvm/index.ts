import { extractCode } from '../code/extract-code.ts'
import {
  type CodeToken,
  doubleQuoted,
  lexer,
  literalOf,
  singleQuoted,
  slashComments,
  tripleDoubleQuoted,
} from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import { stubs } from '../code/stubs.ts'
import { toldHosts } from '../code/told-hosts.ts'
import { topicish } from '../code/topic-words.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { boundProperties } from './bound-properties.ts'
import { builtAddresses, namedHosts } from './built-addresses.ts'
import { calledAddresses } from './called-addresses.ts'
import { constantUses } from './constant-uses.ts'
import { clientWords, declaredClients, nameConstants } from './declared-clients.ts'
import { gatewayRoutes } from './gateway-routes.ts'
import { imports } from './imports.ts'
import { openers, opensConnection } from './openers.ts'
import { mentionsPart, parts } from './parts.ts'
import { placeholders, routesOfCamel } from './placeholders.ts'
import { mentionsProgram, programs } from './programs.ts'
import { propertyReads, readers } from './property-reads.ts'
import { redirects } from './redirects.ts'
import { remoteCalls } from './remote-calls.ts'
import { defaultDeadlines, stubCalls } from './stub-calls.ts'
import { stubPatterns } from './stubs.ts'
import { topicPatterns } from './topics.ts'
import { valueFields } from './value-fields.ts'

const java = lexer({ comments: slashComments, texts: [tripleDoubleQuoted, doubleQuoted, singleQuoted] })
const kotlin = lexer({
  comments: slashComments,
  texts: [tripleDoubleQuoted, doubleQuoted, singleQuoted],
  // `\${…}` is for Spring, `${…}` for Kotlin.
  interpolation: () => /(?<!\\)\$[\w{]/,
})

/** Jakarta Persistence, Hibernate, and Spring Data for all kinds of stores. */
const storing = {
  // What has no table of its own (`@MappedSuperclass`) is what such types are made from.
  marker: /^(?:Entity|Embeddable|Table|TableName|Document|RedisHash|Node|Mapper)$/,
  header:
    /(?:Jpa|Crud|Mongo|Cassandra|Neo4j|R2dbc|Elasticsearch|Panache|PagingAndSorting|CoroutineCrud)Repository\b|(?<!<[^>]*)\bBaseMapper\b/,
}

/** What constants and types of messages are named by, besides. */
const topicHints = [
  'topic',
  'queue',
  'exchange',
  'subject',
  'channel',
  'routing',
  'stream',
  'event',
  'publisher',
  'producer',
]

/** Words without which a file says nothing of each: most files, such as those of plain data, say nothing of any. */
const mentions = {
  generated: mentionsAny(['Generated(']),
  placeholders: mentionsAny(['${']),
  camel: mentionsAny(['{{']),
  bound: mentionsAny(['@ConfigurationProperties', '@ConfigMapping', '@ConfigProperties']),
  properties: mentionsAny([...readers]),
  redirects: mentionsAny(['RedirectView', 'sendRedirect', 'redirect:']),
  clients: mentionsAny(clientWords),
  calls: mentionsAny([
    ...['rest', 'client', 'template', 'http', 'request', 'exchange', 'uri', 'baseUrl', 'fortarget', 'foraddress'],
    ...['forObject', 'forEntity', 'forLocation'],
  ]),
  hosts: mentionsAny(['http://"', 'https://"', 'lb://"', '://%s']),
  built: mentionsAny(['scheme(']),
  routes: mentionsAny(['RouteLocatorBuilder', 'GatewayRouterFunctions', 'HandlerFunctions']),
  makers: mentionsAny([
    ...['RestTemplate', 'RestClient', 'WebClient', 'HttpClient', 'HttpURLConnection', 'ClientBuilder.new'],
    'ResteasyClientBuilder',
  ]),
  stubCalls: mentionsAny(['BlockingStub', 'BlockingV2Stub', 'FutureStub', 'CoroutineStub']),
  deadlines: mentionsAny(['ClientInterceptor', 'defaultServiceConfig']),
  stored: mentionsAny([...['Entity', 'Embeddable', 'Table', 'Document', 'RedisHash', 'Node', 'Mapper', 'Repository']]),
  mappers: mentionsAny(['ibatis']),
  stubs: mentionsAny([
    ...['Grpc', 'ImplBase', 'publishEventBusService', 'createRecord', 'setAddress', 'registerService'],
    ...['getProxy', 'getServiceProxy', 'dubbo'],
  ]),
  topics: mentionsAny(
    [...topicPatterns.keys()].filter((word) => word !== 'new' && word !== 'extends').concat(topicHints),
  ),
}

/** Interfaces of MyBatis whose statements stand in XML: `interface OrderMapper`, in a file that imports of it. */
function mappers(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  if (!tokens.some(({ value }) => value === 'ibatis')) return []
  return tokens.flatMap((token, index): Fact[] =>
    tokens[index - 1]?.value === 'interface' && /Mapper$/.test(token.value)
      ? [{ kind: 'stored-type', at: at(token.offset), name: token.value }]
      : [],
  )
}

/** `@Generated("org.openapitools.codegen…")`: a client that a tool writes begins with what its document says, and is told better. */
const isOfGenerator = /@(?:\w+\.)*Generated ?\(\s*(?:value\s*=\s*)?\{?\s*"[^"\n]*(?:codegen|openapi)/i
const asDefault = (fact: Fact): Fact =>
  fact.kind === 'address' && fact.use === 'literal'
    ? { kind: 'address', at: fact.at, address: fact.address, use: 'default' }
    : fact

/** Java and Kotlin: imports, environment variables, Spring's placeholders, declared clients and addresses. */
export const jvm: Extractor = {
  id: 'jvm',
  languages: ['java', 'kotlin'],
  endings: ['.java', '.kt'],
  extract: (file) => {
    const facts = extractCode(file, file.path.endsWith('.kt') ? kotlin : java, (all, at) => [
      ...imports(all, at, file.path.endsWith('.kt') ? 'kotlin' : 'java'),
      ...(mentionsProgram(file.text) ? programs(all, at, file.path.endsWith('.kt') ? 'kotlin' : 'java') : []),
      ...(mentionsPart(file.text) ? parts(all, at) : []),
      ...(mentions.placeholders(file.text) ? placeholders(all, at) : []),
      ...(mentions.camel(file.text) ? routesOfCamel(all, at) : []),
      ...(mentions.clients(file.text) ? declaredClients(all, at) : []),
      ...nameConstants(all, at),
      ...constantUses(all, at),
      ...(mentions.redirects(file.text) ? redirects(all, at) : []),
      ...(mentions.properties(file.text) ? propertyReads(all, at) : []),
      ...(mentions.bound(file.text) ? boundProperties(all, at) : []),
      ...(mentions.calls(file.text) ? calledAddresses(all, at) : []),
      ...(mentions.hosts(file.text) ? namedHosts(all, at) : []),
      ...(mentions.built(file.text) ? builtAddresses(all, at) : []),
      ...(opensConnection(file.text) ? toldHosts(file.text, all, at, openers) : []),
      ...(mentions.routes(file.text) ? gatewayRoutes(all, at) : []),
      ...(mentions.makers(file.text) ? remoteCalls(all, at) : []),
      ...(mentions.stubCalls(file.text) ? stubCalls(all, at) : []),
      ...(mentions.deadlines(file.text) ? defaultDeadlines(all, at) : []),
      ...(mentions.stored(file.text) ? storedTypes(all, at, storing) : []),
      ...(mentions.mappers(file.text) ? mappers(all, at) : []),
      ...(mentions.stubs(file.text) ? stubs(file.path, all, at, stubPatterns) : []),
      ...(mentions.topics(file.text) || topicish.test(file.path)
        ? [...topics(file.path, all, at, topicPatterns, literalOf), ...valueFields(all, at)]
        : []),
    ])
    return mentions.generated(file.text) && isOfGenerator.test(file.text) ? facts.map(asDefault) : facts
  },
}
