import { extractCode } from '../code/extract-code.ts'
import { doubleQuoted, lexer, literalOf, singleQuoted, slashComments } from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import { stubs } from '../code/stubs.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import { mentionsAny } from '../reading/glance.ts'
import { connections } from './connections.ts'
import { nameConstants, namedClients } from './named-clients.ts'
import { providerUses } from './provider-uses.ts'
import { computedReads, settingReads } from './setting-reads.ts'
import { defaultDeadlines, stubCalls } from './stub-calls.ts'
import { stubPatterns } from './stubs.ts'
import { topicPatterns } from './topics.ts'

/** Lines for the compiler: `#region Databases`, `#pragma warning disable`. */
const directive = /#[ \t]*(?:end)?(?:region|if|pragma|nullable|elif|else|define|undef|line|warning|error)\b[^\n]*/

/** C# as tokens. */
export const csharpTokens = lexer({
  comments: [...slashComments, directive],
  texts: [
    /\$*"""[\s\S]*?(?:"""|$)/,
    /(?:\$@|@\$|@)"(?:""|[^"])*"/,
    // What is computed may hold texts itself: `$"{configuration["CartUrl"]}/items"`.
    /\$"(?:\\.|\{\{|\{(?:[^{}"\n]|"(?:\\.|[^"\\\n])*")*\}|[^"\\{\n])*"/,
    new RegExp(`\\$?${doubleQuoted.source}`),
    singleQuoted,
  ],
  interpolation: (prefix) => (prefix.includes('$') ? /\{(?!\{)/ : undefined),
})

/** What types of a domain are built on, by custom: `class Order : Entity, IAggregateRoot`. */
const ofDomain = String.raw`^: (?:.*, )?(?:I?AggregateRoot|(?:Base|Auditable|(?:Full|Creation)?Audited)?(?:Entity|AggregateRoot)(?:Base)?)\b`
/** Entity Framework, and types of a domain. */
const storing = { marker: /^Table$/, header: new RegExp(`^: (?!Saga)\\w{0,60}DbContext\\b|${ofDomain}`) }
const withoutContext = { marker: storing.marker, header: new RegExp(ofDomain) }

/** Words without which a file has no clients of gRPC, and sets nothing for those of others. */
const mentions = {
  /** A context without types of its own is for others to build theirs upon. */
  entities: mentionsAny(['DbSet', 'ApplyConfiguration', '.Entity<', 'ReverseEngineer', '.Set<']),
  clients: mentionsAny(['grpc', 'protobuf']),
  deadlines: mentionsAny([
    ...[
      'GrpcChannelOptions',
      'AddGrpcClient',
      'AddCodeFirstGrpcClient',
      'ConfigureHttpClientDefaults',
      'MethodConfig',
      'Interceptor',
    ],
  ]),
}

/** C#: environment variables and addresses. What a project takes from another stands in its project file. */
export const csharp: Extractor = {
  id: 'csharp',
  languages: ['csharp'],
  endings: ['.cs'],
  extract: (file) =>
    extractCode(file, csharpTokens, (all, at) => [
      ...connections(all, at),
      ...providerUses(all, at),
      ...namedClients(file.text, all, at),
      ...nameConstants(all, at),
      ...settingReads(all, at),
      ...computedReads(file.text, at),
      ...storedTypes(all, at, mentions.entities(file.text) ? storing : withoutContext),
      ...(mentions.clients(file.text) ? stubCalls(all, at) : []),
      ...(mentions.deadlines(file.text) ? defaultDeadlines(all, at) : []),
      ...stubs(file.path, all, at, stubPatterns),
      ...topics(file.path, all, at, topicPatterns, literalOf),
    ]),
}
