import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml'
import type { Place, Problem } from '../errors/problem.ts'

type Meaning = readonly [code: string, message: string, hint: string]

const tab: Meaning = ['yaml-tab', 'This line is indented with a tab.', 'Indent with spaces: YAML forbids tabs.']

const unclosed: Meaning = [
  'yaml-syntax',
  'This quote or bracket is not closed.',
  'Close it, and indent every line up to its end.',
]

/** What a code of the parser means to the person who wrote the file, and the mend. */
const meanings: Partial<Record<YAMLError['code'], Meaning>> = {
  TAB_AS_INDENT: tab,
  BAD_INDENT: ['yaml-syntax', 'The indentation does not fit the lines above.', 'Line it up with its siblings.'],
  BAD_ALIAS: ['yaml-alias', 'This alias has no name.', 'Write *name, or quote the text: "*".'],
  BAD_SCALAR_START: ['yaml-syntax', 'A text cannot start with this character.', 'Put the text into quotes.'],
  BAD_DQ_ESCAPE: ['yaml-syntax', 'Double quotes know no such escape.', 'Write \\\\ for a backslash, or single quotes.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'yaml-syntax',
    'Here a map begins in the middle of a line, or the next line is indented too far.',
    'Quote a text that holds ": ", or mend the indentation.',
  ],
  MISSING_CHAR: ['yaml-syntax', 'A ":" or "," is missing before this.', 'Add it, or quote the text.'],
  MULTILINE_IMPLICIT_KEY: [
    'yaml-syntax',
    'This is neither a value nor a key with its ":".',
    'Add the ":", or indent it.',
  ],
  RESOURCE_EXHAUSTION: ['yaml-depth', 'This is nested too deep to be read.', 'Make it less deep.'],
}

/** A parser's error as a problem with its place. */
export function syntaxProblem(error: YAMLError, document: Document.Parsed, place: (offset: number) => Place): Problem {
  const { code, message, pos } = error
  if (/Missing closing|end with a [\]}]/.test(message)) return problem(unclosed, place(openedAt(document, pos[0])))
  const at = place(pos[0])
  if (code === 'BAD_INDENT' && /^ *\t/.test(at.source ?? '')) return problem(tab, at)
  if (/call stack/.test(message)) return problem(meanings.RESOURCE_EXHAUSTION, at)
  const first = message.split('\n')[0]?.replace(/\.$/, '')
  const other: Meaning = ['yaml-syntax', `This is no valid YAML: ${first}.`, 'Mend the line, or what is before it.']
  return problem(meanings[code] ?? other, at)
}

function problem([code, message, hint]: Meaning = tab, place: Place): Problem {
  return { code, message, hint, place }
}

/** Where the innermost quote or bracket starts that reaches up to an offset; the parser only tells where it gave up. */
function openedAt(document: Document.Parsed, offset: number): number {
  let start = offset
  visit(document, {
    Node(_, node) {
      const opens = isCollection(node) ? node.flow : isScalar(node) && node.type?.startsWith('QUOTE')
      const [from, , to] = node.range ?? [0, 0, 0]
      if (opens && from <= offset && offset <= to) start = from
    },
  })
  return start
}
