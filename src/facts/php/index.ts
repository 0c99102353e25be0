import { extractCode } from '../code/extract-code.ts'
import { lexer, slashComments } from '../code/lexer.ts'
import type { Extractor } from '../extractor.ts'
import { remoteCalls } from './remote-calls.ts'

const tokens = lexer({
  comments: [...slashComments, /#(?!\[)[^\n]*/],
  texts: [/"(?:\\[\s\S]|[^"\\])*"/, /'(?:\\[\s\S]|[^'\\])*'/],
  interpolation: (prefix, written) => (written.startsWith('"', prefix.length) ? /\{?\$/ : undefined),
})

/** PHP: environment variables and addresses. */
export const php: Extractor = {
  id: 'php',
  languages: ['php'],
  matches: (path) => path.endsWith('.php'),
  extract: (file) => extractCode(file, tokens, remoteCalls),
}
