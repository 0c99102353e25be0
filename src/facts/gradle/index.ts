import { extractCode } from '../code/extract-code.ts'
import { doubleQuoted, lexer, literalOf, singleQuoted, slashComments } from '../code/lexer.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'

/** Configurations end in these; a source set of its own puts its name before them: `componentTestCompile`. */
const configuration =
  /(?:^|[a-z])(?:[aA]pi|[cC]ompile(?:Only)?|[iI]mplementation|[rR]untime(?:Only)?|[sS]pecification|[pP]rocessor)$|^(?:kapt|ksp)$/
const forTests = /^test|[tT]est[A-Z]/

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
        const dependent = (all[index - 1]?.value === '(' ? all[index - 2] : all[index - 1])?.value ?? ''
        if (value !== 'project' || all[index + 1]?.value !== '(' || !configuration.test(dependent)) return []
        if (target === undefined || !specifier?.startsWith(':')) return []
        const place = at(target.offset + 1)
        const dependency = { kind: 'import', at: place, language: 'gradle', specifier, typeOnly: false } as const
        return [forTests.test(dependent) ? { ...dependency, forTests: true } : dependency]
      }),
    ).filter(({ kind }) => kind === 'import'),
}
