import type { Extractor } from '../extractor.ts'
import type { TableFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'
import { withoutComments } from '../reading/comments.ts'
import { mentionsAny } from '../reading/glance.ts'
import { madeTables, queriedTables } from './queries.ts'
import { wordings } from './wordings.ts'

/** Words without which no wording names a table. */
const mentionsMapping = mentionsAny([
  'table',
  '@entity',
  'foreignkey',
  'foreign_key',
  'references(',
  'schema::create',
  '->on(',
  '->constrained(',
  'knex',
  'mappedentity',
  'selectfrom(',
  'insertinto(',
  'deletefrom(',
  'squirrel',
  'db[:',
])
/** Each statement has one of these, one that begins with WITH, too. */
const mentionsStatement = mentionsAny(['select', 'insert', 'update', 'delete'])

/** `#[cfg(test)] mod tests {` of Rust, with which a file ends. */
const testModule = /^#\[cfg\(test\)\]\s{1,10}(?:pub )?mod \w+ \{/m

function withoutTests(path: string, code: string): string {
  const end = path.endsWith('.rs') ? code.search(testModule) : -1
  return end < 0 ? code : code.slice(0, end)
}

/** Tables that code names: in mappings of types, in migrations that are written in a language, and in queries. */
export const mappedTable: Extractor = {
  id: 'mapped-table',
  onlyGlances: true,
  matches: (path) => wordings.some(({ files }) => files.test(path)),
  extract({ path, text }) {
    const wording = wordings.find(({ files }) => files.test(path))
    if (wording === undefined || !(mentionsMapping(text) || mentionsStatement(text))) return []
    const at = lineIndex(path, text)
    const code = withoutTests(path, wording.comments ? withoutComments(text, wording.comments) : text)
    const common = wording.schema?.ofAll.exec(code)?.[1]
    const said = wording.says.flatMap(({ use, pattern }) =>
      [...code.matchAll(pattern)].flatMap((match): TableFact[] => {
        const name = match.slice(1).find((group) => group !== undefined)
        if (name === undefined) return []
        const offset = match.index + match[0].lastIndexOf(name)
        const behind = code.slice(offset + name.length, offset + name.length + 100)
        const schema = (wording.schema?.behind.exec(behind)?.[1] ?? common)?.toLowerCase()
        return [{ kind: 'table', at: at(offset), table: name.toLowerCase(), ...present({ schema }), use }]
      }),
    )
    const queried = queriedTables(code).map(
      ({ table, offset }): TableFact => ({ kind: 'table', at: at(offset), table, use: 'queries' }),
    )
    const made = madeTables(code).map(
      ({ table, offset, use }): TableFact => ({ kind: 'table', at: at(offset), table, use }),
    )
    return [...said, ...made, ...queried]
  },
}
