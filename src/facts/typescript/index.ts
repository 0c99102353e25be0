import { init } from 'es-module-lexer'
import { stubs } from '../code/stubs.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { mentionsAny } from '../reading/glance.ts'
import { addresses } from './addresses.ts'
import { environmentReads } from './environment.ts'
import { imports } from './imports.ts'
import { remoteCalls } from './remote-calls.ts'
import { storedTypes, storingLibrary } from './stored-types.ts'
import { speaksGrpc, stubPatterns } from './stubs.ts'
import { type CodeToken, codeTokens, literalOf } from './tokens.ts'
import { sendsMessages, topicPatterns } from './topics.ts'

/** What makes it worth reading the code word by word; most files have none of it. */
const words = mentionsAny(['env', 'fetch(', 'axios', "'request'", '"request"', '://'])
const shapes = /['"`](?:[\w.-]+:\d{2,5}['"`/]|[A-Z][A-Z0-9]*_[A-Z0-9_]+['"`])/
const isWorthReading = (text: string): boolean => words(text) || shapes.test(text)

/** TypeScript and JavaScript: imports, environment variables and addresses. Comments never count. */
export const typescript: Extractor = {
  id: 'typescript',
  languages: ['typescript', 'javascript'],
  matches: (path) => /\.[cm]?[jt]sx?$/.test(path),
  prepare: async () => {
    await init()
  },
  extract({ path, text }) {
    const at = lineIndex(path, text)
    let read: CodeToken[] | undefined
    const tokens = (): CodeToken[] => {
      read ??= codeTokens(text, /\.[jt]sx$/.test(path))
      return read
    }
    const facts: Fact[] = imports(path, text, at, tokens)
    if (facts.some((fact) => fact.kind === 'import' && storingLibrary.test(fact.specifier)))
      facts.push(...storedTypes(tokens(), at))
    if (speaksGrpc(text)) facts.push(...stubs(path, tokens(), at, stubPatterns))
    if (sendsMessages(path, text)) facts.push(...topics(path, tokens(), at, topicPatterns, literalOf))
    if (!isWorthReading(text)) return facts
    const reads = environmentReads(tokens(), at)
    // Components are for browsers, whose users have a deadline of their own.
    const calls = /\.[jt]sx$/.test(path) ? [] : remoteCalls(tokens(), at)
    return [...facts, ...reads.facts, ...addresses(tokens(), reads.fallbacks, at), ...calls]
  },
}
