import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'

const statement =
  /\b(create\s+(?:unlogged\s+|foreign\s+)?table\s+(?:if\s+not\s+exists\s+)?|references\s+)((?:["`[]?\w+["`\]]?\.)?["`[]?\w+["`\]]?)/gi

/** `USE shop;`, `CREATE DATABASE IF NOT EXISTS shop`, and psql's `\connect shop`; a database of the server itself is nobody's. */
const database =
  /^([ \t]*(?:use|create\s+database(?:\s+if\s+not\s+exists)?|\\c(?:onnect)?)\s+)(?!(?:mysql|master|postgres|tempdb|admin)\b)["`[]?(\w+)["`\]]?/gim

/** Migrations in SQL, and in that of Cassandra: the databases that they choose, the tables that they make, and those that foreign keys point to. */
export const sql: Extractor = {
  id: 'sql',
  endings: ['.sql', '.cql'],
  extract({ path, text }) {
    const at = lineIndex(path, text)
    // Comments and texts are blanked, not cut, so that offsets stay.
    const code = text.replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'/g, blanked)
    const tables = [...code.matchAll(statement)].map(
      ({ index, 1: verb = '', 2: name = '' }): Fact => ({
        kind: 'table',
        at: at(index + verb.length),
        table: name.replace(/["`[\]]/g, '').toLowerCase(),
        use: /^references/i.test(verb) ? 'references' : 'creates',
      }),
    )
    const databases = [...code.matchAll(database)].map(
      ({ index, 1: verb = '', 2: name = '' }): Fact => ({
        kind: 'database-use',
        at: at(index + verb.length),
        database: name.toLowerCase(),
      }),
    )
    return [...databases, ...tables]
  },
}
