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
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { calledAddresses } from './called-addresses.ts'
import { declaredClients, nameConstants } from './declared-clients.ts'
import { imports } from './imports.ts'
import { placeholders } from './placeholders.ts'
import { programs } from './programs.ts'
import { remoteCalls } from './remote-calls.ts'
import { stubPatterns } from './stubs.ts'
import { topicPatterns } from './topics.ts'

const java = lexer({ comments: slashComments, texts: [tripleDoubleQuoted, doubleQuoted, singleQuoted] })
const kotlin = lexer({
  comments: slashComments,
  texts: [tripleDoubleQuoted, doubleQuoted, singleQuoted],
  // `\${…}` is for Spring, `${…}` for Kotlin.
  interpolation: () => /(?<!\\)\$[\w{]/,
})

/** Jakarta Persistence, Hibernate, and Spring Data for all kinds of stores. */
const storing = {
  marker: /^(?:Entity|MappedSuperclass|Table|TableName|Document|RedisHash|Node|Mapper)$/,
  header:
    /(?:Jpa|Crud|Mongo|Cassandra|Neo4j|R2dbc|Elasticsearch|Panache|PagingAndSorting|CoroutineCrud)Repository\b|\bBaseMapper\b/,
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

/** Java and Kotlin: imports, environment variables, Spring's placeholders, declared clients and addresses. */
export const jvm: Extractor = {
  id: 'jvm',
  languages: ['java', 'kotlin'],
  matches: (path) => /\.(?:java|kt)$/.test(path),
  extract: (file) =>
    extractCode(file, file.path.endsWith('.kt') ? kotlin : java, (all, at) => [
      ...imports(all, at, file.path.endsWith('.kt') ? 'kotlin' : 'java'),
      ...programs(all, at, file.path.endsWith('.kt') ? 'kotlin' : 'java'),
      ...placeholders(all, at),
      ...declaredClients(all, at),
      ...nameConstants(all, at),
      ...calledAddresses(all, at),
      ...remoteCalls(all, at),
      ...storedTypes(all, at, storing),
      ...mappers(all, at),
      ...stubs(file.path, all, at, stubPatterns),
      ...topics(file.path, all, at, topicPatterns, literalOf),
    ]),
}
