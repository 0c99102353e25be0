import type { At, DatabaseNameFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'

const mentions = mentionsAny(['dbname=', '@tcp(', 'postgres', 'mysql://', 'mariadb://', 'mongodb://', 'sqlserver://'])

/**
 * What a text is filled in with: `${HOST}`, `{host}`, `#{host}`, `%s`, `$host`, `" + host + "`; each read in one way only, so that none is
 * tried in many.
 */
const open = String.raw`(?:[$#]?\{[^{}\n]{0,80}\}|%[sv]|\$[A-Za-z_]\w*(?!\w)|["']\s{0,20}\+\s{0,20}[\w.()]{1,60}\s{0,20}\+\s{0,20}["'])`
const name = String.raw`([A-Za-z_][\w-]{0,60})(?=["'\`?;\s&]|$)`
const port = String.raw`(?::(?:\d{2,5}|${open}))?`
/** Who logs in, filled in or not. */
const login = String.raw`(?:(?:${open}|[\w:.*-]){1,40}@)?`
const patterns: readonly (readonly [RegExp, scheme?: string])[] = [
  [
    new RegExp(
      String.raw`\b(postgres|mysql|mariadb|mongodb|sqlserver)(?:ql)?(?:\+\w{1,20})?://${login}${open}${port}/${name}`,
      'g',
    ),
  ],
  [new RegExp(String.raw`()\bhost=${open}[^"'\`\n]{0,200}?\bdbname=${name}`, 'g'), 'postgres'],
  [new RegExp(String.raw`()@tcp\(${open}${port}\)/${name}`, 'g'), 'mysql'],
  [new RegExp(String.raw`\b(mysql|pgsql):host=${open};(?:port=[^;"'\n]{0,40};)?dbname=${name}`, 'g')],
]
const schemes: Readonly<Record<string, string>> = { pgsql: 'postgres', mariadb: 'mysql' }
const comment = /^\s*(?:\/\/|#|\*|--)/

/** Databases that code names in an address whose host is only filled in: `mongodb://${HOST}:27017/orders`, `host=%s dbname=orders`. */
export function namedDatabases(text: string, at: (offset: number) => At): DatabaseNameFact[] {
  if (!mentions(text)) return []
  return patterns.flatMap(([pattern, told]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 1: written = '', 2: database = '' }): DatabaseNameFact[] => {
      const line = text.slice(text.lastIndexOf('\n', index) + 1, index)
      if (comment.test(line)) return []
      const store = told ?? schemes[written] ?? written
      return [{ kind: 'database-name', at: at(index), store, name: database }]
    }),
  )
}
