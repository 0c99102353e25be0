import type { YAMLError } from 'yaml'
import type { Place, Problem } from '../errors/problem.ts'

/** What a code of the parser means to the person who wrote the file, and the mend. */
const meanings: Partial<Record<YAMLError['code'], readonly [code: string, message: string, hint: string]>> = {
  TAB_AS_INDENT: ['yaml-tab', 'YAML is indented with a tab here.', 'Indent with spaces: YAML forbids tabs.'],
  DUPLICATE_KEY: ['yaml-duplicate-key', 'This key stands twice in one map.', 'Keep one of the two.'],
  BAD_INDENT: ['yaml-syntax', 'The indentation does not fit the lines above.', 'Line it up with its siblings.'],
  BAD_ALIAS: [
    'yaml-alias',
    'This alias names an anchor that does not exist.',
    'Define it with &name before using *name.',
  ],
  MISSING_CHAR: ['yaml-syntax', 'A quote or bracket is not closed, or a ":" or "," is missing.', 'Complete it here.'],
}

/** A parser's error as a problem with its place. */
export function syntaxProblem(error: YAMLError, place: Place): Problem {
  const [code, message, hint] = meanings[error.code] ?? [
    'yaml-syntax',
    `This is no valid YAML: ${error.message.split('\n')[0]}.`.replace(/\.\.$/, '.'),
    'Mend the line; an editor with YAML support shows what is off.',
  ]
  return { code, message, hint, place }
}

/** An alias whose anchor is missing; the parser lets it pass, since only the whole document can tell. */
export function unresolvedAlias(name: string): Problem {
  const message = `The alias *${name} names an anchor that is not there.`
  return { code: 'yaml-alias', message, hint: `Define it with &${name} further up in the same document.` }
}
