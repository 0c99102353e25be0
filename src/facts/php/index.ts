import { extractCode } from '../code/extract-code.ts'
import { lexer, literalOf, slashComments } from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import { stubs } from '../code/stubs.ts'
import { toldHosts } from '../code/told-hosts.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import { dataSources } from './data-sources.ts'
import { imports } from './imports.ts'
import { lumen } from './lumen.ts'
import { openers } from './openers.ts'
import { remoteCalls } from './remote-calls.ts'
import { stubPatterns } from './stubs.ts'
import { sendsMessages, topicPatterns } from './topics.ts'

const tokens = lexer({
  comments: [...slashComments, /#(?!\[)[^\n]*/],
  texts: [/"(?:\\[\s\S]|[^"\\])*"/, /'(?:\\[\s\S]|[^'\\])*'/],
  interpolation: (prefix, written) => (written.startsWith('"', prefix.length) ? /\{?\$/ : undefined),
})

/** Doctrine and Eloquent. */
const storing = { marker: /^Entity$/, header: /^extends Model\b/ }

/** PHP: files that it requires, environment variables, addresses and topics. */
export const php: Extractor = {
  id: 'php',
  languages: ['php'],
  endings: ['.php'],
  extract: (file) =>
    extractCode(file, tokens, (all, at) => [
      ...imports(all, at),
      ...remoteCalls(all, at),
      ...lumen(all, at),
      ...dataSources(all, at),
      ...toldHosts(file.text, all, at, openers),
      ...storedTypes(all, at, storing),
      ...stubs(file.path, all, at, stubPatterns),
      ...(sendsMessages(file.text) ? topics(file.path, all, at, topicPatterns, literalOf) : []),
    ]),
}
