import { extractCode } from '../code/extract-code.ts'
import { doubleQuoted, lexer, singleQuoted } from '../code/lexer.ts'
import { storedTypes } from '../code/stored-types.ts'
import { stubs } from '../code/stubs.ts'
import type { Extractor } from '../extractor.ts'
import { stubPatterns } from './stubs.ts'

const tokens = lexer({
  comments: [/#(?!\{)[^\n]*/],
  texts: [doubleQuoted, singleQuoted],
  interpolation: () => /#\{/,
})

/** Active Record. */
const storing = { header: /^< (?:ApplicationRecord|ActiveRecord :: Base)\b/ }

/** Ruby: environment variables and addresses. */
export const ruby: Extractor = {
  id: 'ruby',
  languages: ['ruby'],
  matches: (path) => path.endsWith('.rb'),
  extract: (file) =>
    extractCode(file, tokens, (all, at) => [
      ...storedTypes(all, at, storing),
      ...stubs(file.path, all, at, stubPatterns),
    ]),
}
