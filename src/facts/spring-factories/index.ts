import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { isPartList } from './is-part-list.ts'

/** A class by its full name, at the start of a line, behind the sign of a key, or between commas. */
const className = /(?<=^|[=,\s\\])[a-z][\w.]*\.[A-Z]\w*(?=\s*(?:[,\\]|$))/gm

/** What a library has Spring make wherever it is built in: `AutoConfiguration.imports`, and `spring.factories` before. */
export const springFactories: Extractor = {
  id: 'spring-factories',
  endings: ['.factories', '.imports'],
  matches: isPartList,
  extract: ({ path, text }) =>
    text.split('\n').flatMap((line, index): Fact[] =>
      line.trimStart().startsWith('#')
        ? []
        : [...line.matchAll(className)].map(
            ({ index: column, 0: specifier }): Fact => ({
              kind: 'import',
              at: { file: path, line: index + 1, column: column + 1 },
              language: 'java',
              specifier,
              typeOnly: false,
            }),
          ),
    ),
}
