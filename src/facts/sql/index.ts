import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

const statement =
  /\b(create\s+(?:unlogged\s+|foreign\s+)?table\s+(?:if\s+not\s+exists\s+)?|references\s+)((?:["`[]?\w+["`\]]?\.)?["`[]?\w+["`\]]?)/gi

/** SQL migrations: the tables that they make, and those that foreign keys point to. */
export const sql: Extractor = {
  id: 'sql',
  matches: (path) => path.endsWith('.sql'),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    // Comments and texts are blanked, not cut, so that offsets stay.
    const code = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (match) => match.replace(/[^\n]/g, ' '))
    return [...code.matchAll(statement)].map(
      ({ index, 1: verb = '', 2: name = '' }): Fact => ({
        kind: 'table',
        at: at(index + verb.length),
        table: name.replace(/["`[\]]/g, '').toLowerCase(),
        use: /^references/i.test(verb) ? 'references' : 'creates',
      }),
    )
  },
}
