import { extractCode } from '../code/extract-code.ts'
import { lexer, slashComments } from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import type { Extractor } from '../extractor.ts'
import { remoteCalls } from './remote-calls.ts'

const tokens = lexer({
  comments: [...slashComments, /#(?!\[)[^\n]*/],
  texts: [/"(?:\\[\s\S]|[^"\\])*"/, /'(?:\\[\s\S]|[^'\\])*'/],
  interpolation: (prefix, written) => (written.startsWith('"', prefix.length) ? /\{?\$/ : undefined),
})

/** Doctrine and Eloquent. */
const storing = { marker: /^Entity$/, header: /^extends Model\b/ }

/** PHP: environment variables and addresses. */
export const php: Extractor = {
  id: 'php',
  languages: ['php'],
  matches: (path) => path.endsWith('.php'),
  extract: (file) =>
    extractCode(file, tokens, (all, at) => [...remoteCalls(all, at), ...storedTypes(all, at, storing)]),
}
