import { extractCode } from '../code/extract-code.ts'
import { doubleQuoted, lexer, literalOf, singleQuoted, slashComments } from '../code/lexer.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'

const tokens = lexer({ comments: slashComments, texts: [doubleQuoted, singleQuoted] })

/** Gradle builds: the other projects of the build that one depends on, `project(':common')`. */
export const gradle: Extractor = {
  id: 'gradle',
  matches: (path) => /(?:^|\/)build\.gradle(?:\.kts)?$/.test(path),
  extract: (file) =>
    extractCode(file, tokens, (all, at) =>
      all.flatMap(({ value }, index): Fact[] => {
        const target = all[index + 2]
        const specifier = literalOf(target)
        // `project(':x') { … }` at the start of a line configures; behind `implementation` it depends.
        const isDependency =
          /^(?:api|compileOnly|\w*[iI]mplementation|\w*[rR]untime(?:Only)?|compile|testCompile)$/.test(
            (all[index - 1]?.value === '(' ? all[index - 2] : all[index - 1])?.value ?? '',
          )
        if (value !== 'project' || all[index + 1]?.value !== '(' || !isDependency) return []
        if (target === undefined || !specifier?.startsWith(':')) return []
        return [{ kind: 'import', at: at(target.offset + 1), language: 'gradle', specifier, typeOnly: false }]
      }),
    ).filter(({ kind }) => kind === 'import'),
}
