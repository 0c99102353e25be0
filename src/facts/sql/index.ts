import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'

const statement =
  /\b(create\s+table\s+(?:if\s+not\s+exists\s+)?|references\s+)((?:["`[]?\w+["`\]]?\.)?["`[]?\w+["`\]]?)/gi

/** SQL migrations: the tables that they make, and those that foreign keys point to. */
export const sql: Extractor = {
  id: 'sql',
  matches: (path) => path.endsWith('.sql'),
  extract({ path, text }) {
    // Comments and texts are blanked, not cut, so that offsets stay.
    const code = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (match) => match.replace(/[^\n]/g, ' '))
    return [...code.matchAll(statement)].map((match): Fact => {
      const [, verb = '', name = ''] = match
      const offset = match.index + verb.length
      const before = code.slice(0, offset)
      return {
        kind: 'table',
        at: { file: path, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') },
        table: name.replace(/["`[\]]/g, '').toLowerCase(),
        use: /^references/i.test(verb) ? 'references' : 'creates',
      }
    })
  },
}
