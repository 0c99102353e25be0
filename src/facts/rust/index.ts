import { extractCode } from '../code/extract-code.ts'
import { lexer, literalOf, slashComments } from '../code/lexer.ts'
import { stubs } from '../code/stubs.ts'
import { topics } from '../code/topics.ts'
import type { Extractor } from '../extractor.ts'
import { attributes } from './attributes.ts'
import { rustEnvBindings } from './env-bindings.ts'
import { imports } from './imports.ts'
import { programs } from './programs.ts'
import { remoteCalls } from './remote-calls.ts'
import { stubPatterns } from './stubs.ts'
import { withoutTests } from './tests.ts'
import { topicPatterns } from './topics.ts'

const tokens = lexer({
  comments: slashComments,
  // A lifetime (`'a`) is no text: what is between single quotes has one character, or an escape.
  texts: [/b?r#+"[\s\S]*?(?:"#+|$)/, /b?r"[^"]*"/, /b?"(?:\\[\s\S]|[^"\\])*"/, /b?'(?:\\[^']{1,10}|[^'\\\n])'/],
})

/** Rust: files that it takes in, programs, environment variables and addresses. Which crates a crate takes stands in its manifest. */
export const rust: Extractor = {
  id: 'rust',
  languages: ['rust'],
  endings: ['.rs'],
  extract: (file) =>
    extractCode(
      file,
      (text) => withoutTests(tokens(text)),
      (all, at) => [
        ...imports(all, at),
        ...attributes(all, at),
        ...rustEnvBindings(all, at),
        ...programs(file.path, all, at),
        ...remoteCalls(all, at),
        ...stubs(file.path, all, at, stubPatterns),
        ...topics(file.path, all, at, topicPatterns, literalOf),
      ],
    ),
}
