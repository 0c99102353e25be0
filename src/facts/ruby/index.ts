import { extractCode } from '../code/extract-code.ts'
import { doubleQuoted, lexer, literalOf, singleQuoted } from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import { stubs } from '../code/stubs.ts'
import { toldHosts } from '../code/told-hosts.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import { imports } from './imports.ts'
import { openers } from './openers.ts'
import { remoteCalls } from './remote-calls.ts'
import { stubPatterns } from './stubs.ts'
import { sendsMessages, topicPatterns } from './topics.ts'

const tokens = lexer({
  comments: [/#(?!\{)[^\n]*/],
  texts: [doubleQuoted, singleQuoted],
  interpolation: () => /#\{/,
})

/** Active Record. */
const storing = { header: /^< (?:ApplicationRecord|ActiveRecord :: Base)\b/ }

/** Ruby: files that it requires, calls, environment variables, addresses and topics. */
export const ruby: Extractor = {
  id: 'ruby',
  languages: ['ruby'],
  endings: ['.rb'],
  extract: (file) =>
    extractCode(file, tokens, (all, at) => [
      ...imports(all, at),
      ...storedTypes(all, at, storing),
      ...remoteCalls(all, at),
      ...toldHosts(file.text, all, at, openers),
      ...stubs(file.path, all, at, stubPatterns),
      ...(sendsMessages(file.text) ? topics(file.path, all, at, topicPatterns, literalOf) : []),
    ]),
}
